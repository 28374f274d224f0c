package io.moduli.core.pipeline;

/**
 * A stage that begins, or that a run goes on with.
 *
 * @param number its place in the pipeline, from 1
 * @param of how many stages there are
 * @param name what it is called
 * @param kind what {@code type =} says
 * @param steps how many steps it will do; 0 where that is not a measure
 * @param epochs how many epochs it has; 0 where that is not a measure
 * @param stepsDone how many steps were done before, where the run goes on in the middle of it
 */
public record StageStart(int number, int of, String name, String kind, long steps, int epochs, long stepsDone) {

    /** A stage of which nothing is done. */
    public StageStart(int number, int of, String name, String kind, long steps, int epochs) {
        this(number, of, name, kind, steps, epochs, 0);
    }

    /** The stage after some of its steps. */
    StageStart after(long steps) {
        return new StageStart(number, of, name, kind, this.steps, epochs, steps);
    }
}
