package org.folkmoot.trainers.cuda;

/**
 * What we call of the driver, with its parameters: {@code i} for 32 bits, {@code p} for pointers, handles and sizes.
 *
 * <p>Names with {@code _v2} are the ones that the current header gives to these functions; all are in every driver since
 * CUDA 11.
 */
enum DriverFunction {
    INIT("cuInit", "i"),
    VERSION("cuDriverGetVersion", "p"),
    COUNT_DEVICES("cuDeviceGetCount", "p"),
    DEVICE("cuDeviceGet", "pi"),
    DEVICE_NAME("cuDeviceGetName", "pii"),
    DEVICE_ATTRIBUTE("cuDeviceGetAttribute", "pii"),
    RETAIN_CONTEXT("cuDevicePrimaryCtxRetain", "pi"),
    RELEASE_CONTEXT("cuDevicePrimaryCtxRelease_v2", "i"),
    SET_CONTEXT("cuCtxSetCurrent", "p"),
    SYNCHRONIZE("cuCtxSynchronize", ""),
    MEMORY_INFO("cuMemGetInfo_v2", "pp"),
    ALLOCATE("cuMemAlloc_v2", "pp"),
    FREE("cuMemFree_v2", "p"),
    REGISTER_HOST("cuMemHostRegister_v2", "ppi"),
    UNREGISTER_HOST("cuMemHostUnregister", "p"),
    COPY_TO_DEVICE("cuMemcpyHtoDAsync_v2", "pppp"),
    COPY_TO_HOST("cuMemcpyDtoHAsync_v2", "pppp"),
    FILL("cuMemsetD8Async", "pipp"),
    LOAD_MODULE("cuModuleLoadDataEx", "ppipp"),
    UNLOAD_MODULE("cuModuleUnload", "p"),
    GET_FUNCTION("cuModuleGetFunction", "ppp"),
    LAUNCH("cuLaunchKernel", "piiiiiiippp"),
    CREATE_EVENT("cuEventCreate", "pi"),
    DESTROY_EVENT("cuEventDestroy_v2", "p"),
    RECORD_EVENT("cuEventRecord", "pp"),
    AWAIT_EVENT("cuEventSynchronize", "p"),
    ELAPSED("cuEventElapsedTime", "ppp");

    private final String symbol;
    private final String parameters;

    DriverFunction(String symbol, String parameters) {
        this.symbol = symbol;
        this.parameters = parameters;
    }

    String symbol() {
        return symbol;
    }

    String parameters() {
        return parameters;
    }
}
