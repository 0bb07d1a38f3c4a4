/**
 * Tokens of the control-plane API: what they look like, and how they are kept in the control plane's table, hashed. Who makes them
 * and who checks them share this.
 *
 * <table>
 * <caption>Items</caption>
 * <tr><th>{@code pk}</th><th>{@code sk}</th><th>what</th></tr>
 * <tr><td>{@code token#ID}</td><td>{@code token}</td><td>a token's hash and rights</td></tr>
 * <tr><td>{@code tokens}</td><td>the application's id or {@code -}, {@code #} and the token's id</td><td>that there is such a
 * token</td></tr>
 * </table>
 *
 * Depends on the AWS SDK.
 */
@NullMarked
package dev.sluice.runtime.token;

import org.jspecify.annotations.NullMarked;
