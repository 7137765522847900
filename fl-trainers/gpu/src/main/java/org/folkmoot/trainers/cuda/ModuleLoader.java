package org.folkmoot.trainers.cuda;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Gives PTX text to the driver's compiler. */
final class ModuleLoader {
    private static final int ERROR_LOG = 5;
    private static final int ERROR_LOG_BYTES = 6;
    private static final int LOG_BYTES = 4096;

    private final Driver driver;

    ModuleLoader(Driver driver) {
        this.driver = driver;
    }

    /**
     * {@return the handle of the module}
     *
     * @throws GpuException if the driver cannot compile it; the message has what the compiler says
     */
    long load(String name, String ptx) throws GpuException {
        ByteBuffer text = Driver.text(ptx);
        ByteBuffer log = Driver.buffer(LOG_BYTES);
        ByteBuffer options = Driver.buffer(8).putInt(ERROR_LOG).putInt(ERROR_LOG_BYTES);
        ByteBuffer values = Driver.buffer(16).putLong(driver.address(log)).putLong(LOG_BYTES);
        List<ByteBuffer> needed = List.of(text, options, values);
        try {
            ByteBuffer module = Driver.buffer(8);
            int code = driver.result(
                    DriverFunction.LOAD_MODULE,
                    driver.address(module),
                    driver.address(text),
                    2,
                    driver.address(options),
                    driver.address(values));
            if (code != 0) {
                throw new GpuException("kernels of " + name, code, said(log));
            }
            return module.getLong(0);
        } finally {
            Reference.reachabilityFence(needed);
        }
    }

    private static String said(ByteBuffer log) {
        int length = 0;
        while (length < log.capacity() && log.get(length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        log.get(0, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
