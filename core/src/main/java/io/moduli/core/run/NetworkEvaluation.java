package io.moduli.core.run;

import io.moduli.core.engine.storage.StorageChoice;
import io.moduli.core.pipeline.Sparsity;
import io.moduli.core.pipeline.StageReport;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The evaluation of a stored network.
 *
 * @param report the file's name, how long it took, and the metrics
 * @param sparsity the share of weights that are removed, by masks
 * @param formats how each weight was stored for it
 */
public record NetworkEvaluation(StageReport report, Sparsity sparsity, Map<String, StorageChoice> formats) {

    public NetworkEvaluation {
        formats = Collections.unmodifiableMap(new LinkedHashMap<>(formats));
    }
}
