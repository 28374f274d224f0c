package io.moduli.core.pipeline;

/**
 * A stage that begins or is resumed.
 *
 * @param number its place in the pipeline, from 1
 * @param of how many stages there are
 * @param name its name
 * @param kind its {@code type}
 * @param steps how many steps it will do; 0 if it has none
 * @param epochs how many epochs it has; 0 if it has none
 * @param stepsDone how many steps were done before, if it is resumed in the middle
 */
public record StageStart(int number, int of, String name, String kind, long steps, int epochs, long stepsDone) {

    /** A stage of which nothing has been done. */
    public StageStart(int number, int of, String name, String kind, long steps, int epochs) {
        this(number, of, name, kind, steps, epochs, 0);
    }

    /** The stage after some of its steps. */
    StageStart after(long steps) {
        return new StageStart(number, of, name, kind, this.steps, epochs, steps);
    }
}
