package dev.sluice.tests.e2e.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The code blocks of README.md, so that what is tested is what is written there. */
record Readme(List<String> lines) {

    private static final String FENCE = "```";

    /**
     * One code block.
     *
     * @param info what follows the fence: nothing for commands, {@code yaml FILE} for a file
     */
    record Block(String info, List<String> lines) {

        String text() {
            return String.join("\n", lines) + "\n";
        }
    }

    static Readme in(Path root) throws IOException {
        return new Readme(Files.readAllLines(root.resolve("README.md")));
    }

    /** The blocks of the section with this heading, in their order. */
    List<Block> section(String title) {
        int heading = lines.indexOf("## " + title);
        if (heading < 0) {
            throw new IllegalArgumentException("README.md must have a section `## " + title + "`, but has none");
        }
        List<Block> blocks = new ArrayList<>();
        Block open = null;
        for (String line : lines.subList(heading + 1, lines.size())) {
            if (line.startsWith(FENCE)) {
                if (open == null) {
                    open = new Block(line.substring(FENCE.length()).strip(), new ArrayList<>());
                } else {
                    blocks.add(open);
                    open = null;
                }
            } else if (open != null) {
                open.lines().add(line);
            } else if (line.startsWith("## ")) {
                break;
            }
        }
        return blocks;
    }
}
