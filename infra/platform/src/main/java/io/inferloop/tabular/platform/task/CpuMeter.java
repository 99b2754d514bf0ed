package io.inferloop.tabular.platform.task;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * Splits the CPU time of the process between its runs. A run's own Java thread is measured; what the rest of the process
 * uses in the meantime (native threads of ONNX Runtime, garbage collection, compiler, clients) cannot be measured by run
 * and is split between the active runs by their granted threads. So the sum over runs never exceeds what the process used,
 * and a run alone carries the process's whole use.
 */
final class CpuMeter {

    private final LongSupplier processCpuNanos;
    private final ToLongFunction<Thread> threadCpuNanos;
    private final Map<UUID, Long> lastOfThread = new HashMap<>();
    private long lastOfProcess;

    /** @param threadCpuNanos CPU time of a live thread; negative when it is not known */
    CpuMeter(LongSupplier processCpuNanos, ToLongFunction<Thread> threadCpuNanos) {
        this.processCpuNanos = processCpuNanos;
        this.threadCpuNanos = threadCpuNanos;
        this.lastOfProcess = processCpuNanos.getAsLong();
    }

    static CpuMeter ofThisProcess() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        boolean measured = threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new CpuMeter(
                process::getProcessCpuTime, thread -> measured ? threads.getThreadCpuTime(thread.threadId()) : -1);
    }

    /** Credits what was used since the last call. Called when a run begins, when it ends, and now and then between. */
    synchronized void sample(Collection<ActiveRun> runs) {
        long process = processCpuNanos.getAsLong();
        long shared = process - lastOfProcess;
        lastOfProcess = process;
        int threads = 0;
        for (ActiveRun run : runs) {
            long own = ownSinceLast(run);
            run.addCpu(own);
            shared -= own;
            threads += run.threads();
        }
        if (shared > 0 && threads > 0) {
            for (ActiveRun run : runs) {
                run.addCpu(shared * run.threads() / threads);
            }
        }
    }

    synchronized void forget(ActiveRun run) {
        lastOfThread.remove(run.runId());
    }

    private long ownSinceLast(ActiveRun run) {
        Thread thread = run.thread();
        long now = thread == null ? -1 : threadCpuNanos.applyAsLong(thread);
        if (now < 0) {
            return 0;
        }
        Long before = lastOfThread.put(run.runId(), now);
        // The first sample of a run only sets the mark: its thread worked for other runs before.
        return before == null ? 0 : now - before;
    }
}
