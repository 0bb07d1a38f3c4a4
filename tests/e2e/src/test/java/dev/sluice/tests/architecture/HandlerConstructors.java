package dev.sluice.tests.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;

/** The constructors that a Lambda handler must have. */
final class HandlerConstructors {

    private HandlerConstructors() {}

    static ArchCondition<JavaClass> takeAMap() {
        return new ArchCondition<>("have a public constructor that takes a Map and one that takes nothing") {
            @Override
            public void check(JavaClass handler, ConditionEvents events) {
                boolean map = handler.tryGetConstructor(Map.class).isPresent();
                boolean none = handler.tryGetConstructor().isPresent();
                events.add(new SimpleConditionEvent(
                        handler, map && none, handler.getName() + ": map " + map + ", none " + none));
            }
        };
    }
}
