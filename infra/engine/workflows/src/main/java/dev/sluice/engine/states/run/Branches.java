package dev.sluice.engine.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.states.asl.Flow;
import dev.sluice.engine.states.data.Scope;
import dev.sluice.engine.states.data.StateError;

/** Parallel and Map states. A branch that fails stops the others. */
public final class Branches {

    /** AWS runs at most 40 iterations of an inline map at once. */
    private static final int MOST_AT_ONCE = 40;

    private final Run run;

    public Branches(Run run) {
        this.run = run;
    }

    void parallel(Level level, JsonNode state, JsonNode input, Level.Done done) {
        JsonNode branches = state.path("Branches");
        run.journal().event("ParallelStateStarted", Json.object());
        Group group = new Group("Parallel", level, branches.size(), branches.size(), done);
        group.begin(index -> begin(group, index, branches.get(index), input, null));
    }

    void map(Level level, JsonNode state, Scope scope, Level.Done done) {
        JsonNode items = state.has("ItemsPath") ? Flow.itemsAt(state, scope) : scope.input();
        if (!items.isArray()) {
            throw StateError.runtime("Reference path to the items of the Map state must lead to an array.");
        }
        JsonNode processor = state.has("Iterator") ? state.path("Iterator") : state.path("ItemProcessor");
        String member = state.has("ItemSelector") ? "ItemSelector" : "Parameters";
        int wanted = state.path("MaxConcurrency").asInt(0);
        run.journal().event("MapStateStarted", (ObjectNode)
                Json.object().set("mapStateStartedEventDetails", Json.object().put("length", items.size())));
        Group group = new Group(
                "Map", level, items.size(), wanted == 0 ? MOST_AT_ONCE : Math.min(wanted, MOST_AT_ONCE), done);
        group.begin(index -> {
            ObjectNode item = Json.object().put("Index", index);
            item.set("Value", items.get(index));
            JsonNode input = items.get(index);
            if (state.has(member)) {
                ObjectNode context = scope.context().deepCopy();
                context.putObject("Map").set("Item", item);
                input = Flow.effective(state, member, new Scope(scope.input(), context, scope.uuids()));
            }
            begin(group, index, processor, input, item);
        });
    }

    private void begin(
            Group group,
            int index,
            JsonNode machine,
            JsonNode input,
            @org.jspecify.annotations.Nullable JsonNode item) {
        Level branch = new Level(machine.path("States"), group.level, item, group.waiter(index));
        run.go(branch, Resume.at(machine.path("StartAt").asText(), input));
    }

    /** Starts one branch. */
    private interface Starter {
        void start(int index);
    }

    private final class Group {
        private final String kind;
        private final Level level;
        private final JsonNode[] results;
        private final int atOnce;
        private final Level.Done done;
        private int started;
        private int left;
        private boolean over;
        private Starter starter = index -> {};

        Group(String kind, Level parent, int size, int atOnce, Level.Done done) {
            this.kind = kind;
            this.results = new JsonNode[size];
            this.left = size;
            this.atOnce = atOnce;
            this.done = done;
            this.level = new Level(parent.states, parent, null, done);
        }

        void begin(Starter each) {
            starter = each;
            if (results.length == 0) {
                finish();
                return;
            }
            for (int i = 0; i < Math.min(atOnce, results.length); i++) {
                next();
            }
        }

        private void next() {
            int index;
            synchronized (this) {
                if (over || started == results.length) {
                    return;
                }
                index = started++;
            }
            try {
                starter.start(index);
            } catch (StateError e) {
                fail(e);
            }
        }

        private void finish() {
            ArrayNode all = Json.array();
            for (JsonNode result : results) {
                all.add(result);
            }
            run.journal().event(kind + "StateSucceeded", Json.object());
            done.succeeded(all);
        }

        Level.Done waiter(int index) {
            return new Level.Done() {
                @Override
                public void succeeded(JsonNode output) {
                    boolean last;
                    synchronized (Group.this) {
                        results[index] = output;
                        last = --left == 0 && !over;
                    }
                    if (last) {
                        finish();
                    } else {
                        next();
                    }
                }

                @Override
                public void failed(StateError error) {
                    fail(error);
                }
            };
        }

        private void fail(StateError error) {
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
            }
            level.stop();
            run.journal().event(kind + "StateFailed", Json.object());
            done.failed(error);
        }
    }
}
