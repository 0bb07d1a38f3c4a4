package dev.sluice.engine.dynamodb.data;

import dev.sluice.engine.aws.Kernel;
import dev.sluice.engine.dynamodb.item.Writes;
import dev.sluice.engine.dynamodb.table.TableAccess;

/** What the operations on items are built on. */
public record Backend(Kernel kernel, TableAccess tables, Writes writes) {}
