package dev.sluice.tests.contracts;

import dev.sluice.tests.contracts.cloud.Cloud;
import dev.sluice.tests.contracts.cloud.Clouds;
import dev.sluice.tests.contracts.cloud.Lab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A group of AWS's behaviours, as AWS's own client sees them. Each test runs once on every cloud at hand, makes its own
 * resources there and removes them.
 */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(Clouds.class)
@Execution(ExecutionMode.CONCURRENT)
public abstract class Contract {

    @Parameter
    protected Cloud cloud;

    protected Lab lab;

    @BeforeEach
    void openLab() {
        lab = new Lab(cloud);
    }

    @AfterEach
    void closeLab() {
        lab.close();
    }
}
