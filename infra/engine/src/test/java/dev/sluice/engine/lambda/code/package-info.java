/** Tests of deployment packages on real files. */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.lambda.code;
