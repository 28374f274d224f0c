package io.moduli.distribution;

import io.moduli.repository.ArtifactDescription;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.license.Expression;
import org.cyclonedx.util.LicenseResolver;

/** Names licences as SPDX does, where it knows them by the name or the address that a pom has. */
final class Licences {

    private final Map<String, Optional<String>> known = new HashMap<>();

    /** The licences of a component; empty if it names none. */
    Optional<LicenseChoice> of(List<ArtifactDescription.Licence> named) {
        if (named.isEmpty()) {
            return Optional.empty();
        }
        LicenseChoice choice = new LicenseChoice();
        for (ArtifactDescription.Licence licence : named) {
            choice.addLicense(licence(licence));
        }
        return Optional.of(choice);
    }

    /** Licences by an SPDX expression. */
    static LicenseChoice expression(String expression) {
        LicenseChoice choice = new LicenseChoice();
        choice.setExpression(new Expression(expression));
        return choice;
    }

    private License licence(ArtifactDescription.Licence named) {
        License licence = new License();
        Optional<String> id = id(named.name()).or(() -> named.address().flatMap(this::id));
        if (id.isPresent()) {
            licence.setId(id.get());
        } else {
            licence.setName(named.name());
        }
        named.address().filter(Licences::isAddress).ifPresent(licence::setUrl);
        return licence;
    }

    private Optional<String> id(String text) {
        return known.computeIfAbsent(text, unknown -> Optional.ofNullable(LicenseResolver.resolve(unknown, false))
                .map(LicenseChoice::getLicenses).filter(licences -> licences.size() == 1)
                .flatMap(licences -> Optional.ofNullable(licences.getFirst().getId())));
    }

    private static boolean isAddress(String text) {
        try {
            return URI.create(text).isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
