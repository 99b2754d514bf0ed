package io.inferloop.tabular.platform.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This worker's folder for temporary files, a folder for each run in it. A lock file beside the folder says that its owner
 * lives; folders whose owner died are deleted when another worker opens its own.
 */
final class ScratchSpace implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ScratchSpace.class);
    private static final String LOCK_SUFFIX = ".lock";

    private final Path home;
    private final FileChannel channel;
    private final FileLock lock;

    private ScratchSpace(Path home, FileChannel channel, FileLock lock) {
        this.home = home;
        this.channel = channel;
        this.lock = lock;
    }

    static ScratchSpace open(Path root, String owner) {
        try {
            Files.createDirectories(root);
            deleteOrphans(root);
            FileChannel channel = FileChannel.open(
                    root.resolve(owner + LOCK_SUFFIX), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.lock();
            return new ScratchSpace(Files.createDirectories(root.resolve(owner)), channel, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("Scratch folder %s cannot be used".formatted(root), e);
        }
    }

    Path of(UUID runId) {
        return home.resolve(runId.toString());
    }

    void delete(Path folder) {
        try {
            deleteTree(folder);
        } catch (IOException e) {
            log.warn("Scratch folder {} could not be deleted", folder, e);
        }
    }

    @Override
    public void close() {
        delete(home);
        try {
            Files.deleteIfExists(home.resolveSibling(home.getFileName() + LOCK_SUFFIX));
            lock.release();
            channel.close();
        } catch (IOException e) {
            log.warn("Scratch folder {} could not be released", home, e);
        }
    }

    private static void deleteOrphans(Path root) throws IOException {
        List<Path> locks;
        try (Stream<Path> entries = Files.list(root)) {
            locks = entries.filter(file -> file.toString().endsWith(LOCK_SUFFIX))
                    .toList();
        }
        for (Path file : locks) {
            deleteIfOrphan(file);
        }
    }

    private static void deleteIfOrphan(Path lockFile) throws IOException {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                String name = lockFile.getFileName().toString();
                Path orphan = lockFile.resolveSibling(name.substring(0, name.length() - LOCK_SUFFIX.length()));
                log.info("Deleting {}, left behind by a worker that died", orphan);
                deleteTree(orphan);
                Files.deleteIfExists(lockFile);
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            log.debug("{} belongs to another worker of this process", lockFile);
        } catch (java.nio.file.NoSuchFileException gone) {
            log.debug("{} was removed meanwhile", lockFile);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(folder)) {
            deepestFirst =
                    tree.sorted((a, b) -> b.getNameCount() - a.getNameCount()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
