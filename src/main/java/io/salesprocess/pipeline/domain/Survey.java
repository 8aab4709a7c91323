package io.salesprocess.pipeline.domain;

/**
 * How far the survey of a prospect has come.
 *
 * @param submissions submissions received for the deal
 * @param answers questions of the survey that have an answer, from every submission and conversation
 */
public record Survey(int submissions, int answers) {

    static final Survey EMPTY = new Survey(0, 0);

    /** One more submission has come in; {@code answersNow} are answered with it. */
    public Survey submitted(int answersNow) {
        return new Survey(submissions + 1, answersNow);
    }

    public Survey answered(int answersNow) {
        return new Survey(submissions, answersNow);
    }
}
