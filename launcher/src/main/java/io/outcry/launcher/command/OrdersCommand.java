/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.outcry.launcher.orders.OrderTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows which orders the exchange takes. */
@Command(
        name = "orders",
        description = {
            "Prints which order types go with which time in force, trading status and further terms.",
            "The engine itself is asked: \"yes\", or the reason why it rejects such an order."
        },
        mixinStandardHelpOptions = true)
final class OrdersCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        OrderTable.lines().forEach(System.out::println);
        return 0;
    }
}
