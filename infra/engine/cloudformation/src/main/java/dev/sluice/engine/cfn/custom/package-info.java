/**
 * Custom resources: functions that a template's resources are made by. Knows nothing of the types in the engine.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html">Custom resources</a>
 */
@NullMarked
package dev.sluice.engine.cfn.custom;

import org.jspecify.annotations.NullMarked;
