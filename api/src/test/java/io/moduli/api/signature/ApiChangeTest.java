package io.moduli.api.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a change of the api does to its version, on types in two states. */
class ApiChangeTest {

    /** The api before. */
    static class Before {

        public interface Space {
            double distance(double a);
        }

        public record Shape(int gates) {
        }

        public abstract static class Base {
            protected abstract void run();
        }

        public @interface Limits {
            double min() default 0;
        }

        public enum Role {
            INPUT
        }

        public sealed interface Loss {
            record Square() implements Loss {
            }
        }

        public static final class Steps {
            public static final int LENGTH = 8;

            public String name() {
                return "";
            }
        }
    }

    /** One change a type. */
    static class After {

        public interface Demanding {
            double distance(double a);

            double diameter();
        }

        public interface Offering {
            double distance(double a);

            default double diameter() {
                return 1;
            }

            static double none() {
                return 0;
            }
        }

        public interface Renamed {
            double length(double a);
        }

        public record Shape(int gates, int states) {
        }

        public abstract static class Base {
            protected abstract void run();

            protected abstract void stop();
        }

        @Retention(RetentionPolicy.RUNTIME)
        public @interface Retained {
            double min() default 0;
        }

        public @interface Stricter {
            double min() default 0;

            double max();
        }

        public @interface Wider {
            double min() default 0;

            double max() default 1;
        }

        public @interface Other {
            double min() default 1;
        }

        public enum Role {
            INPUT,
            OUTPUT
        }

        public sealed interface Loss {
            record Square() implements Loss {
            }

            record Absolute() implements Loss {
            }
        }

        public static final class Longer {
            public static final int LENGTH = 16;

            public String name() {
                return "";
            }
        }

        public static final class Nullable1 {
            public static final int LENGTH = 8;

            public @Nullable String name() {
                return null;
            }
        }

        public static final class Open {
            public static final int LENGTH = 8;

            public String name() {
                return "";
            }

            public void more() {}
        }
    }

    private static final ApiChange.Weight MAJOR = ApiChange.Weight.MAJOR;
    private static final ApiChange.Weight MINOR = ApiChange.Weight.MINOR;

    private static List<ApiChange.Weight> weights(Class<?> before, Class<?> after) {
        return ApiChange.between(Map.of("T", named(before)), Map.of("T", named(after))).stream().map(ApiChange::weight)
                .toList();
    }

    /** Both states under one name. */
    private static ApiType named(Class<?> type) {
        ApiType api = ApiSignatures.of(type);
        return new ApiType(api.header().replace(type.getName(), "T"), api.members().stream()
                .map(member -> member.replace(type.getName(), "T")).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void anAbstractMethodBreaksThoseWhoImplementItAndADefaultOneDoesNot() {
        assertThat(weights(Before.Space.class, After.Demanding.class)).containsExactly(MAJOR);
        assertThat(weights(Before.Space.class, After.Offering.class)).containsExactly(MINOR, MINOR);
        assertThat(weights(Before.Base.class, After.Base.class)).containsExactly(MAJOR);
    }

    @Test
    void whatIsGoneBreaksThoseWhoCallIt() {
        assertThat(weights(Before.Space.class, After.Renamed.class)).containsExactly(MAJOR, MAJOR);
    }

    @Test
    void aRecordComponentBreaksThoseWhoMakeTheRecord() {
        assertThat(weights(Before.Shape.class, After.Shape.class)).contains(MAJOR);
    }

    @Test
    void anAnnotationsElementBreaksThoseWhoWriteItUnlessItHasADefault() {
        assertThat(weights(Before.Limits.class, After.Stricter.class)).containsExactly(MAJOR);
        assertThat(weights(Before.Limits.class, After.Wider.class)).containsExactly(MINOR);
        assertThat(weights(Before.Limits.class, After.Retained.class)).containsExactly(MAJOR);
    }

    @Test
    void anAnnotationsDefaultThatChangesIsSeen() {
        assertThat(ApiChange.between(Map.of("T", ApiSignatures.of(Before.Limits.class)),
                Map.of("T", ApiSignatures.of(After.Other.class)))).extracting(ApiChange::text).containsExactly(
                        "removed: T: public abstract double min() default 0.0",
                        "added: T: public abstract double min() default 1.0");
    }

    @Test
    void anEnumMayGrowAndAClosedChoiceMayNot() {
        assertThat(weights(Before.Role.class, After.Role.class)).containsExactly(MINOR);
        assertThat(weights(Before.Loss.class, After.Loss.class)).containsExactly(MAJOR);
    }

    @Test
    void aConstantsValueAndWhetherAnAnswerMayBeNullArePartOfTheSignature() {
        assertThat(weights(Before.Steps.class, After.Longer.class)).contains(MAJOR);
        assertThat(weights(Before.Steps.class, After.Nullable1.class)).contains(MAJOR);
        assertThat(weights(Before.Steps.class, After.Open.class)).containsExactly(MINOR);
    }

    @Test
    void aTypeMayBeAddedButNotRemoved() {
        ApiType type = ApiSignatures.of(Before.Space.class);

        assertThat(ApiChange.between(Map.of(), Map.of("T", type)))
                .containsExactly(new ApiChange(MINOR, "type added: T"));
        assertThat(ApiChange.between(Map.of("T", type), Map.of()))
                .containsExactly(new ApiChange(MAJOR, "type removed: T"));
    }

    @Test
    void theHeaviestChangeSaysWhichPartOfTheVersionMoves() {
        SignatureFile kept = new SignatureFile("1.4.2", new TreeMap<>());

        assertThat(kept.versionAfter(List.of())).isEqualTo("1.4.2");
        assertThat(kept.versionAfter(List.of(new ApiChange(MINOR, "")))).isEqualTo("1.5.0");
        assertThat(kept.versionAfter(List.of(new ApiChange(MINOR, ""), new ApiChange(MAJOR, "")))).isEqualTo("2.0.0");
        assertThat(SignatureFile.isAtLeast("1.10.0", "1.9.3")).isTrue();
        assertThat(SignatureFile.isAtLeast("1.4.2", "1.5.0")).isFalse();
    }

    @Test
    void aFileIsReadAsItWasWritten() {
        SignatureFile file = new SignatureFile("1.0.0",
                new TreeMap<>(Map.of("a.Space", ApiSignatures.of(Before.Space.class),
                        "a.Loss", ApiSignatures.of(Before.Loss.class))));

        assertThat(SignatureFile.parse(file.render().lines().toList())).isEqualTo(file);
        assertThat(file.render()).contains("""
                a.Space: public abstract static interface
                    public abstract double distance(double)
                """);
    }
}
