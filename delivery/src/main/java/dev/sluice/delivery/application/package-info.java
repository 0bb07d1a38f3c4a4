/**
 * Applications: the tenants, as the owner sees them. They are kept in the endpoints' table, so that an application, its names and
 * its endpoints change together:
 *
 * <table>
 * <caption>Items</caption>
 * <tr><th>{@code tenant}</th><th>{@code endpointId}</th><th>what</th></tr>
 * <tr><td>{@code #applications}</td><td>the application's id</td><td>an application</td></tr>
 * <tr><td>a name</td><td>{@code #version}</td><td>whose name it is, and how often the tenant's endpoints changed</td></tr>
 * <tr><td>a tenant</td><td>an endpoint's id</td><td>an endpoint</td></tr>
 * <tr><td>a tenant</td><td>{@code #uid#UID}</td><td>which endpoint has that uid</td></tr>
 * </table>
 *
 * <p>An application's endpoints are kept under its id. Those of a tenant that had endpoints before it became an application stay
 * under the tenant's name. Depends on api and endpoint.
 */
@NullMarked
package dev.sluice.delivery.application;

import org.jspecify.annotations.NullMarked;
