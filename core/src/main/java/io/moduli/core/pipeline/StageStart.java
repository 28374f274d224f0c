package io.moduli.core.pipeline;

/**
 * A stage that begins.
 *
 * @param number its place in the pipeline, from 1
 * @param of how many stages there are
 * @param name what it is called
 * @param kind what {@code type =} says
 * @param steps how many steps it will do; 0 where that is no measure
 * @param epochs how many epochs it has; 0 where that is no measure
 */
public record StageStart(int number, int of, String name, String kind, long steps, int epochs) {}
