package dev.sluice.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Text for a terminal. */
public final class Text {

    private Text() {}

    /**
     * Breaks {@code text} at blanks into lines of at most {@code width} characters; a word that is longer stays whole.
     *
     * @param head before the first line
     * @param hanging before the others
     */
    public static List<String> wrap(String head, String hanging, String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(head);
        boolean empty = true;
        for (String word : text.split(" ")) {
            if (!empty && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(hanging);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }
}
