package io.moduli.core.engine.maps;

import io.moduli.api.tensor.Matrix;
import io.moduli.core.engine.storage.DenseStorage;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.engine.storage.SparseStorage;
import io.moduli.core.engine.storage.StorageFormat;
import io.moduli.core.engine.threads.Team;
import java.util.Optional;

/**
 * The linear map of a weight for as long as the network lives. Those who multiply keep this one object; pruning swaps the
 * map underneath.
 *
 * <p>Bounds hold until the map is {@linkplain #reform re-formed}.
 */
public final class WeightMap implements LinearMap {

    private final Parameter parameter;
    private final Team team;
    private LinearMap form;
    private Optional<Matrix> allGradients = Optional.empty();

    /** The map of a weight as it is stored now. */
    public WeightMap(Parameter parameter, Team team) {
        this.parameter = parameter;
        this.team = team;
        this.form = formed();
    }

    private LinearMap formed() {
        return switch (parameter.storage()) {
            case DenseStorage _ -> new DenseLinearMap(parameter, team.size());
            case SparseStorage sparse -> new SparseLinearMap(sparse.weight(), team);
        };
    }

    /** The parameter that the map multiplies by. */
    public Parameter parameter() {
        return parameter;
    }

    /** Follows the parameter to where it is stored now; to be called after every pruning. */
    public void reform() {
        form = formed();
        allGradients = Optional.empty();
    }

    /**
     * Has the gradients by all entries computed from now on, stored or not, until the map is {@linkplain #reform re-formed}.
     */
    public void recordAllGradients() {
        if (parameter.format() == StorageFormat.SPARSE) {
            Matrix gradients = Matrix.allocateAligned(parameter.rows(), parameter.columns());
            form = new AllGradientsMap(form, gradients, team.size());
            allGradients = Optional.of(gradients);
        }
    }

    /**
     * The gradients of the last pass by all entries, [rows × columns]; the caller's to keep once the map is re-formed.
     *
     * @throws IllegalStateException where they were not {@linkplain #recordAllGradients recorded}
     */
    public Matrix allGradients() {
        if (parameter.format() == StorageFormat.DENSE) {
            return parameter.copyOfGradients();
        }
        return allGradients.orElseThrow(() -> new IllegalStateException("nobody recorded all gradients"));
    }

    @Override
    public int[] rowBounds() {
        return form.rowBounds();
    }

    @Override
    public int[] columnBounds() {
        return form.columnBounds();
    }

    @Override
    public void multiply(int worker, Matrix x, Matrix y, boolean add) {
        form.multiply(worker, x, y, add);
    }

    @Override
    public void multiplyTransposed(int worker, Matrix y, Matrix x, boolean add) {
        form.multiplyTransposed(worker, y, x, add);
    }

    @Override
    public void gradient(int worker, Matrix y, Matrix x, boolean add) {
        form.gradient(worker, y, x, add);
    }

    @Override
    public void gather(int worker, int[] tokens, Matrix x) {
        form.gather(worker, tokens, x);
    }

    @Override
    public void scatter(int worker, int[] tokens, Matrix x, boolean add) {
        form.scatter(worker, tokens, x, add);
    }

    /** {@inheritDoc} They hold, like bounds, until the map is re-formed. */
    @Override
    public RowBlocks rowBlocks(int columns, Team ofTeam) {
        return form.rowBlocks(columns, ofTeam);
    }
}
