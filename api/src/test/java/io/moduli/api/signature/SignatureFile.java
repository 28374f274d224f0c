package io.moduli.api.signature;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The api at some version, as it is kept in a file.
 *
 * @param version of the api's packages
 * @param types the api, by name
 */
record SignatureFile(String version, SortedMap<String, ApiType> types) {

    private static final String HEAD = "api version ";
    private static final String INDENT = "    ";
    private static final String SEPARATOR = ": ";

    static SignatureFile parse(List<String> lines) {
        String version = "";
        SortedMap<String, ApiType> types = new TreeMap<>();
        String name = "";
        for (String line : lines) {
            if (line.startsWith(HEAD)) {
                version = line.substring(HEAD.length());
            } else if (line.startsWith(INDENT)) {
                ApiType type = types.get(name);
                SortedSet<String> members = new TreeSet<>(type.members());
                members.add(line.strip());
                types.put(name, new ApiType(type.header(), members));
            } else if (line.contains(SEPARATOR) && !line.startsWith("#")) {
                name = line.substring(0, line.indexOf(SEPARATOR));
                types.put(name, new ApiType(line.substring(name.length() + SEPARATOR.length()), new TreeSet<>()));
            }
        }
        return new SignatureFile(version, types);
    }

    String render() {
        StringBuilder text = new StringBuilder("""
                # What plugins compile against. The build compares it with the api's classes and says by which part
                # moduli.api.version must move where they differ. After that is done, renew this file with
                #   mvn -pl api verify -Dmoduli.signatures.update=true
                """).append(HEAD).append(version).append('\n');
        for (Map.Entry<String, ApiType> type : types.entrySet()) {
            text.append('\n').append(type.getKey()).append(SEPARATOR).append(type.getValue().header()).append('\n');
            type.getValue().members().forEach(member -> text.append(INDENT).append(member).append('\n'));
        }
        return text.toString();
    }

    /** The least version that these changes allow. */
    String versionAfter(List<ApiChange> changes) {
        int[] parts = parts(version);
        if (changes.stream().anyMatch(change -> change.weight() == ApiChange.Weight.MAJOR)) {
            return parts[0] + 1 + ".0.0";
        }
        return changes.isEmpty() ? version : parts[0] + "." + (parts[1] + 1) + ".0";
    }

    /** Whether a version is at least another. */
    static boolean isAtLeast(String version, String least) {
        return Arrays.compare(parts(version), parts(least)) >= 0;
    }

    private static int[] parts(String version) {
        return Stream.of(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }
}
