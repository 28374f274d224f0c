package io.moduli.api.signature;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything of compiled classes that others may compile against, as text. */
final class ApiSignatures {

    private static final int VISIBLE = Modifier.PUBLIC | Modifier.PROTECTED;
    private static final int SHOWN_OF_TYPES = VISIBLE | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;

    private ApiSignatures() {}

    /** The visible types in a folder of class files, by name. */
    static SortedMap<String, ApiType> in(Path classes, ClassLoader loader) throws IOException {
        SortedMap<String, ApiType> types = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String path = classes.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
                String name = path.substring(0, path.length() - ".class".length());
                if (!name.endsWith("package-info")) {
                    add(name, loader, types);
                }
            }
        }
        return types;
    }

    private static void add(String name, ClassLoader loader, SortedMap<String, ApiType> types) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            if (isVisible(type)) {
                types.put(name, of(type));
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isVisible(Class<?> type) {
        for (Class<?> around = type; around != null; around = around.getEnclosingClass()) {
            if ((around.getModifiers() & VISIBLE) == 0 || around.isAnonymousClass() || around.isLocalClass()) {
                return false;
            }
        }
        return true;
    }

    static ApiType of(Class<?> type) {
        SortedSet<String> members = new TreeSet<>();
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field.getModifiers(), field.isSynthetic())) {
                members.add(words(Modifier.toString(field.getModifiers()), field.getAnnotatedType().toString(),
                        field.getName()) + constant(field));
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isVisible(constructor.getModifiers(), constructor.isSynthetic())) {
                members.add(words(Modifier.toString(constructor.getModifiers()),
                        parameters(constructor.getTypeParameters()), "new" + arguments(constructor)));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isVisible(method.getModifiers(), method.isSynthetic()) && !isEveryObjects(method)) {
                members.add(words(Modifier.toString(method.getModifiers()), method.isDefault() ? "default" : "",
                        parameters(method.getTypeParameters()), method.getAnnotatedReturnType().toString(),
                        method.getName() + arguments(method)) + defaultValue(method));
            }
        }
        return new ApiType(header(type), members);
    }

    private static boolean isVisible(int modifiers, boolean synthetic) {
        return (modifiers & VISIBLE) != 0 && !synthetic;
    }

    /** What each record and many a class has a version of its own of, for nobody to compile against. */
    private static boolean isEveryObjects(Method method) {
        return switch (method.getName()) {
            case "equals" -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {Object.class});
            case "hashCode", "toString" -> method.getParameterCount() == 0;
            default -> false;
        };
    }

    private static String header(Class<?> type) {
        String kind = type.isAnnotation() ? "annotation"
                : type.isInterface() ? "interface" : type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
        // A constant of an enum with a body is what makes an enum not final, which is nobody's business.
        int modifiers = type.getModifiers() & (type.isEnum() ? VISIBLE | Modifier.STATIC : SHOWN_OF_TYPES);
        String components = type.isRecord() ? Arrays.stream(type.getRecordComponents())
                .map(component -> component.getAnnotatedType() + " " + component.getName())
                .collect(Collectors.joining(", ", "(", ")")) : "";
        Type parent = type.getGenericSuperclass();
        boolean own = parent != null && !parent.equals(Object.class) && !type.isRecord() && !type.isEnum();
        return words(annotation(type.getAnnotation(Retention.class)), annotation(type.getAnnotation(Target.class)),
                Modifier.toString(modifiers), type.isSealed() ? "sealed" : "", kind,
                parameters(type.getTypeParameters()) + components,
                own ? "extends " + parent.getTypeName() : "", list("implements ", type.getGenericInterfaces()),
                type.isSealed() ? list("permits ", type.getPermittedSubclasses()) : "");
    }

    private static String annotation(Annotation annotation) {
        return annotation == null ? "" : annotation.toString().replace("java.lang.annotation.", "");
    }

    private static String list(String word, Type[] types) {
        return types.length == 0 ? ""
                : Arrays.stream(types).map(Type::getTypeName).sorted().collect(Collectors.joining(", ", word, ""));
    }

    private static String parameters(TypeVariable<?>[] variables) {
        return variables.length == 0 ? "" : Arrays.stream(variables).map(ApiSignatures::bounded)
                .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String bounded(TypeVariable<?> variable) {
        String bounds = Arrays.stream(variable.getAnnotatedBounds()).map(AnnotatedType::toString)
                .filter(bound -> !bound.equals("java.lang.Object")).collect(Collectors.joining(" & "));
        return variable.getName() + (bounds.isEmpty() ? "" : " extends " + bounds);
    }

    private static String arguments(Executable executable) {
        String parameters = Arrays.stream(executable.getAnnotatedParameterTypes()).map(AnnotatedType::toString)
                .collect(Collectors.joining(", ", "(", ")"));
        return parameters + (executable.isVarArgs() ? " varargs" : "")
                + (executable.getExceptionTypes().length == 0 ? ""
                        : " " + list("throws ", executable.getGenericExceptionTypes()));
    }

    private static String defaultValue(Method method) {
        Object value = method.getDefaultValue();
        return value == null ? "" : " default " + text(value);
    }

    /** Compilers copy the value of a constant into the classes that use it. */
    private static String constant(Field field) {
        boolean constant = Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers())
                && (field.getType().isPrimitive() || field.getType().equals(String.class));
        try {
            return constant ? " = " + text(field.get(null)) : "";
        } catch (IllegalAccessException protectedConstant) {
            return "";
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case String string -> "\"" + string + "\"";
            case Object[] array -> Arrays.deepToString(array);
            default -> String.format(Locale.ROOT, "%s", value);
        };
    }

    private static String words(String... words) {
        return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }
}
