package dev.sluice.examples.commerce.processing;

import java.util.StringTokenizer;

/** The work itself: counts the words and characters of a text. */
final class WordCount {

    private WordCount() {}

    static Outcome of(Request request) {
        return request.text()
                .<Outcome>map(text -> new Outcome.Completed(
                        new StringTokenizer(text).countTokens(), text.codePointCount(0, text.length())))
                .orElseGet(() -> new Outcome.Failed("text: is required"));
    }
}
