package dev.sluice.cdk.flow;

import java.nio.file.Path;

/**
 * What is deployed as the code of functions: folders with {@code lib/} and, for functions that read it, {@code catalog/}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-package.html">Java functions: jars lie in lib</a>
 */
public record FunctionFolders(Path transformers, Path authorizers, Path delivery) {}
