package io.moduli.api.testkit;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a component that all threads share: the numbers and arrays of numbers in its fields, static ones and those of
 * its nest-mates included, and in those of the objects that it refers to, as far as these are its author's. A component that
 * promises to hold no state does not write to it. Where two threads meet in such memory is a matter of nanoseconds, which no
 * trial is sure to see; that it is written to at all is seen for certain.
 */
final class SharedMemory {

    private final Map<String, Integer> contents = new TreeMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> objects = new ArrayDeque<>();

    private SharedMemory() {}

    /**
     * The fields that a component writes to. What it computes once and keeps has to be there already.
     *
     * @param uses use the component differently, one after the other: the last of them alone could leave what was there before
     * @return class and field of each, sorted
     */
    static List<String> written(Object component, List<Runnable> uses) {
        Set<String> written = new TreeSet<>();
        Map<String, Integer> before = of(component);
        for (Runnable use : uses) {
            use.run();
            Map<String, Integer> after = of(component);
            before.forEach((field, contents) -> {
                if (!contents.equals(after.get(field))) {
                    written.add(field);
                }
            });
            before = after;
        }
        return List.copyOf(written);
    }

    private static Map<String, Integer> of(Object component) {
        SharedMemory memory = new SharedMemory();
        memory.visit(component);
        while (!memory.objects.isEmpty()) {
            memory.look(memory.objects.remove());
        }
        return memory.contents;
    }

    private void visit(Object object) {
        ClassLoader author = object.getClass().getClassLoader();
        // What Java brings is made for threads, or changed by nobody who does not also change an array or a number.
        boolean ofJava = author == null || author == ClassLoader.getPlatformClassLoader();
        if (!ofJava && !(object instanceof ClassLoader) && seen.add(object)) {
            objects.add(object);
        }
    }

    private void look(Object object) {
        Class<?> host = object.getClass();
        if (!host.isHidden()) {
            for (Class<?> mate : host.getNestMembers()) {
                fields(mate, object, false);
            }
        }
        for (Class<?> type = host; type != null && type != Object.class; type = type.getSuperclass()) {
            fields(type, object, true);
        }
    }

    private void fields(Class<?> type, Object object, boolean ofObject) {
        for (Field field : type.getDeclaredFields()) {
            boolean shared = Modifier.isStatic(field.getModifiers());
            if (!field.isSynthetic() && (shared || ofObject)) {
                try {
                    field.setAccessible(true);
                    note(type.getSimpleName() + "." + field.getName(), field.get(shared ? null : object));
                } catch (IllegalAccessException | InaccessibleObjectException hidden) {
                    // A module keeps it to itself; the other fields are looked at all the same.
                    continue;
                }
            }
        }
    }

    private void note(String name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        if (isNumbers(value)) {
            contents.merge(name, Arrays.deepHashCode(new Object[] {value}), (one, other) -> 31 * one + other);
        } else if (value instanceof Object[] several) {
            for (int index = 0; index < several.length; index++) {
                note(name, several[index]);
            }
        } else {
            visit(value);
        }
    }

    private static boolean isNumbers(Object value) {
        // Of Java's own numbers those that can change, such as atomic ones, are made for several threads.
        return value.getClass().isArray() && value.getClass().componentType().isPrimitive()
                || value instanceof Double || value instanceof Float || value instanceof Long
                || value instanceof Integer
                || value instanceof Short || value instanceof Byte || value instanceof Character
                || value instanceof Boolean;
    }
}
