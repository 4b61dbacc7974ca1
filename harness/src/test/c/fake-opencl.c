/*
 * An OpenCL driver for tests of riffle-run: memory is the host's, and a kernel fills the last buffer among its
 * arguments with zeros. Every access is checked: built with -fsanitize=address, it ends the program that leaves a
 * buffer.
 *
 * -DUNIFIED=1: host and device share memory. -DPIXEL: functions are reached as on Google's phones. -DDEVICES=2: a
 * second device, Mali-1; with -DSICK it does not tell what it is. -DMOST=N: kernels take groups of N work-items at most.
 * -DLATE: launches without an event, which only repetition has, fail. -DODD: copies end before they start.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifndef UNIFIED
#define UNIFIED 0
#endif

#ifndef DEVICES
#define DEVICES 1
#endif

#ifndef MOST
#define MOST 64
#endif

#ifdef LATE
#define FAILS_LATE 1
#else
#define FAILS_LATE 0
#endif

#ifdef ODD
#define IS_ODD 1
#else
#define IS_ODD 0
#endif

#ifdef SICK
#define IS_SICK 1
#else
#define IS_SICK 0
#endif

#ifdef PIXEL
#define FUNCTION static
static int enabled;
#else
#define FUNCTION
#endif

struct memory {
    size_t size;
    unsigned char *bytes;
};

struct kernel {
    uint32_t arguments;
    struct memory *last;
};

struct event {
    int copy;
};

static char platform, devices[DEVICES], context, queue;

static int answer(const void *value, size_t size, size_t room, void *to, size_t *needed) {
    if (needed != NULL) {
        *needed = size;
    }
    if (to != NULL) {
        if (room < size) {
            return -30;
        }
        memcpy(to, value, size);
    }
    return 0;
}

static int text(const char *value, size_t room, void *to, size_t *needed) {
    return answer(value, strlen(value) + 1, room, to, needed);
}

#define DECLARED(result, name, arguments) FUNCTION result name arguments; FUNCTION result name arguments

DECLARED(int, clGetPlatformIDs, (uint32_t room, void **to, uint32_t *count)) {
    *count = 1;
    if (room > 0) {
        to[0] = &platform;
    }
    return 0;
}

DECLARED(int, clGetPlatformInfo, (void *of, uint32_t what, size_t room, void *to, size_t *needed)) {
    (void)of;
    return text(what == 0x0902 ? "Fake \"platform\" \\ \x01" : "OpenCL 1.2 fake", room, to, needed);
}

DECLARED(int, clGetDeviceIDs, (void *of, uint64_t type, uint32_t room, void **to, uint32_t *count)) {
    (void)of;
    (void)type;
    *count = DEVICES;
    for (uint32_t i = 0; i < DEVICES && i < room; i++) {
        to[i] = &devices[i];
    }
    return 0;
}

DECLARED(int, clGetDeviceInfo, (void *of, uint32_t what, size_t room, void *to, size_t *needed)) {
    const size_t items[3] = {64, 64, 64};
    uint64_t number = 4;
    uint32_t small = UNIFIED;
    if (IS_SICK && of != &devices[0] && what == 0x1002) {
        return -33;
    }
    switch (what) {
        case 0x1000:
            return answer(&number, sizeof number, room, to, needed);
        case 0x1002:
        case 0x1026:
            small = 1;
            return answer(&small, sizeof small, room, to, needed);
        case 0x1005:
            return answer(items, sizeof items, room, to, needed);
        case 0x1010:
        case 0x101F:
            number = 1 << 26;
            return answer(&number, sizeof number, room, to, needed);
        case 0x1035:
            return answer(&small, sizeof small, room, to, needed);
        default:
            return text(what != 0x102B ? "fake" : of == &devices[0] ? "Mali-Fake" : "Mali-1", room, to, needed);
    }
}

DECLARED(void *, clCreateContext, (const intptr_t *p, uint32_t n, void *const *d, void *f, void *u, int *status)) {
    (void)p, (void)n, (void)d, (void)f, (void)u;
    *status = 0;
    return &context;
}

DECLARED(void *, clCreateCommandQueue, (void *c, void *d, uint64_t properties, int *status)) {
    (void)c, (void)d, (void)properties;
    *status = 0;
    return &queue;
}

DECLARED(void *, clCreateProgramWithSource, (void *c, uint32_t n, const char **sources, const size_t *l, int *status)) {
    const char *count = strstr(sources[0], "arguments:");
    uint32_t *arguments = malloc(sizeof *arguments);
    (void)c, (void)n, (void)l;
    *arguments = count == NULL ? 0 : (uint32_t)strtoul(count + 10, NULL, 10);
    *status = 0;
    return arguments;
}

DECLARED(int, clBuildProgram, (void *p, uint32_t n, void *const *d, const char *options, void *f, void *u)) {
    (void)n, (void)d, (void)options, (void)f, (void)u;
    return *(uint32_t *)p == 0 ? -11 : 0;
}

DECLARED(int, clGetProgramBuildInfo, (void *p, void *d, uint32_t what, size_t room, void *to, size_t *needed)) {
    (void)p, (void)d, (void)what;
    return text("no such kernel", room, to, needed);
}

DECLARED(void *, clCreateKernel, (void *p, const char *name, int *status)) {
    struct kernel *kernel = calloc(1, sizeof *kernel);
    (void)name;
    kernel->arguments = *(uint32_t *)p;
    *status = 0;
    return kernel;
}

DECLARED(int, clGetKernelInfo, (void *of, uint32_t what, size_t room, void *to, size_t *needed)) {
    (void)what;
    return answer(&((struct kernel *)of)->arguments, sizeof(uint32_t), room, to, needed);
}

DECLARED(int, clGetKernelWorkGroupInfo, (void *k, void *d, uint32_t what, size_t room, void *to, size_t *needed)) {
    const size_t most = MOST;
    (void)k, (void)d, (void)what;
    return answer(&most, sizeof most, room, to, needed);
}

DECLARED(int, clSetKernelArg, (void *of, uint32_t index, size_t size, const void *value)) {
    struct kernel *kernel = of;
    (void)size;
    if (value != NULL && index + 1 == kernel->arguments) {
        memcpy(&kernel->last, value, sizeof kernel->last);
    }
    return index < kernel->arguments ? 0 : -49;
}

DECLARED(void *, clCreateBuffer, (void *c, uint64_t flags, size_t size, void *host, int *status)) {
    struct memory *memory = calloc(1, sizeof *memory);
    (void)c, (void)flags, (void)host;
    memory->size = size;
    memory->bytes = malloc(size);
    memset(memory->bytes, 0xA5, size);
    *status = 0;
    return memory;
}

static int done(void **made, int copy) {
    if (made != NULL) {
        struct event *event = malloc(sizeof *event);
        event->copy = copy;
        *made = event;
    }
    return 0;
}

DECLARED(int, clEnqueueWriteBuffer, (void *q, void *to, uint32_t wait, size_t at, size_t size, const void *from,
        uint32_t n, void *const *events, void **made)) {
    (void)q, (void)wait, (void)n, (void)events;
    memcpy(((struct memory *)to)->bytes + at, from, size);
    return done(made, 1);
}

DECLARED(int, clEnqueueReadBuffer, (void *q, void *from, uint32_t wait, size_t at, size_t size, void *to, uint32_t n,
        void *const *events, void **made)) {
    (void)q, (void)wait, (void)n, (void)events;
    memcpy(to, ((struct memory *)from)->bytes + at, size);
    return done(made, 1);
}

DECLARED(void *, clEnqueueMapBuffer, (void *q, void *of, uint32_t wait, uint64_t flags, size_t at, size_t size,
        uint32_t n, void *const *events, void **made, int *status)) {
    struct memory *memory = of;
    (void)q, (void)wait, (void)flags, (void)n, (void)events;
    *status = at + size <= memory->size ? done(made, 1) : -30;
    return memory->bytes + at;
}

DECLARED(int, clEnqueueUnmapMemObject, (void *q, void *m, void *at, uint32_t n, void *const *events, void **made)) {
    (void)q, (void)m, (void)at, (void)n, (void)events;
    return done(made, 1);
}

DECLARED(int, clEnqueueNDRangeKernel, (void *q, void *of, uint32_t d, const size_t *o, const size_t *g,
        const size_t *l, uint32_t n, void *const *events, void **made)) {
    struct kernel *kernel = of;
    (void)q, (void)o, (void)g, (void)n, (void)events;
    if (l != NULL && l[0] * (d > 1 ? l[1] * l[2] : 1) > MOST) {
        return -54;
    }
    if (FAILS_LATE && made == NULL) {
        return -5;
    }
    memset(kernel->last->bytes + 16, 0, kernel->last->size - 16);
    return done(made, 0);
}

DECLARED(int, clGetEventProfilingInfo, (void *e, uint32_t what, size_t room, void *to, size_t *needed)) {
    const int odd = IS_ODD && ((struct event *)e)->copy;
    const uint64_t time = (what == 0x1282) != odd ? 1000 : 3000;
    return answer(&time, sizeof time, room, to, needed);
}

DECLARED(int, clReleaseMemObject, (void *of)) {
    struct memory *memory = of;
    free(memory->bytes);
    free(memory);
    return 0;
}

DECLARED(int, clReleaseEvent, (void *of)) {
    free(of);
    return 0;
}

DECLARED(int, clReleaseKernel, (void *of)) {
    free(of);
    return 0;
}

DECLARED(int, clReleaseProgram, (void *of)) {
    free(of);
    return 0;
}

#define NOTHING(name)                                                                                                  \
    DECLARED(int, name, (void *of)) {                                                                                  \
        (void)of;                                                                                                      \
        return 0;                                                                                                      \
    }

NOTHING(clReleaseContext)
NOTHING(clReleaseCommandQueue)
NOTHING(clFlush)
NOTHING(clFinish)

#ifdef PIXEL
void enableOpenCL(void);
void enableOpenCL(void) {
    enabled = 1;
}

void *loadOpenCLPointer(const char *name);
void *loadOpenCLPointer(const char *name) {
#define ENTRY(function)                                                                                                \
    if (enabled && strcmp(name, #function) == 0) {                                                                     \
        void (*pointer)(void) = (void (*)(void))function;                                                              \
        void *result;                                                                                                  \
        memcpy(&result, &pointer, sizeof result);                                                                      \
        return result;                                                                                                 \
    }
    ENTRY(clGetPlatformIDs)
    ENTRY(clGetPlatformInfo)
    ENTRY(clGetDeviceIDs)
    ENTRY(clGetDeviceInfo)
    ENTRY(clCreateContext)
    ENTRY(clReleaseContext)
    ENTRY(clCreateCommandQueue)
    ENTRY(clReleaseCommandQueue)
    ENTRY(clCreateProgramWithSource)
    ENTRY(clBuildProgram)
    ENTRY(clGetProgramBuildInfo)
    ENTRY(clReleaseProgram)
    ENTRY(clCreateKernel)
    ENTRY(clGetKernelInfo)
    ENTRY(clGetKernelWorkGroupInfo)
    ENTRY(clSetKernelArg)
    ENTRY(clReleaseKernel)
    ENTRY(clCreateBuffer)
    ENTRY(clReleaseMemObject)
    ENTRY(clEnqueueWriteBuffer)
    ENTRY(clEnqueueReadBuffer)
    ENTRY(clEnqueueMapBuffer)
    ENTRY(clEnqueueUnmapMemObject)
    ENTRY(clEnqueueNDRangeKernel)
    ENTRY(clGetEventProfilingInfo)
    ENTRY(clReleaseEvent)
    ENTRY(clFlush)
    ENTRY(clFinish)
    return NULL;
}
#endif
