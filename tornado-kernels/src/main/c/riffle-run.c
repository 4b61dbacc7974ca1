/*
 * riffle-run: runs a network of Riffle's where there is no Java, on a phone for example.
 *
 * It takes a flat bundle, which "./riffle capture --flat" writes (docs/flat.md), runs it with whatever OpenCL driver it
 * finds, compares the output with the reference's that travels in the file, times it as Riffle does, and prints a
 * results file that "./riffle report" reads. docs/phones.md says how to build it, take it to a phone, and run it there:
 *
 *     cc -std=c99 -O2 -o riffle-run riffle-run.c -ldl
 *
 * C99, libc and dlopen alone. What follows, in order: small tools; the file and its checks; OpenCL and its drivers;
 * one run; the machine; statistics; the protocol; ceilings; the results file; the command line.
 *
 * A damaged or inconsistent file is refused in one line, exit status 2. The kernels in it are code: the driver runs
 * them, and nothing here can make code of strangers safe. Run bundles only from people whose programs you would run.
 *
 * Exit status: 0 done, 1 a check or the device failed, 2 wrong use, bad input or no driver.
 */
#define _POSIX_C_SOURCE 200809L

#include <dlfcn.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#if defined(__GNUC__)
#define PRINTS(text, first) __attribute__((format(printf, text, first)))
#else
#define PRINTS(text, first)
#endif

enum { DONE = 0, FAILED = 1, REFUSED = 2 };

/* ---- Small tools ------------------------------------------------------------------------------------------------- */

static jmp_buf *rescue;    /* where the program goes on after a stage that failed; NULL: it ends */
static char failure[600]; /* why that stage failed */

/* Ends the program with one line on stderr, or the stage that others do without. */
PRINTS(2, 3) static void die(int status, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(failure, sizeof failure, format, arguments);
    va_end(arguments);
    if (rescue != NULL) {
        longjmp(*rescue, 1);
    }
    fflush(stdout);
    fprintf(stderr, "riffle-run: %s\n", failure);
    exit(status);
}

/* Runs a stage that the others do without: 0 if it failed. What it held of the driver is then lost until the end. */
static int attempt(void (*stage)(void *), void *with) {
    jmp_buf back;
    volatile int done = 0;
    rescue = &back;
    if (setjmp(back) == 0) {
        stage(with);
        done = 1;
    }
    rescue = NULL;
    return done;
}

/* What happens next, for whoever waits. */
PRINTS(1, 2) static void tell(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

/* Memory of zeros, at least a byte. */
static void *zeros(size_t count, size_t bytes) {
    void *memory = calloc(count == 0 ? 1 : count, bytes == 0 ? 1 : bytes);
    if (memory == NULL) {
        die(FAILED, "the host has no memory for %zu times %zu bytes", count, bytes);
    }
    return memory;
}

/* Numbers that grow in count. */
struct numbers {
    double *at;
    size_t count, room;
};

static void append(struct numbers *to, double number) {
    if (to->count == to->room) {
        size_t room = to->room == 0 ? 32 : 2 * to->room;
        double *grown = room > SIZE_MAX / sizeof(double) ? NULL : realloc(to->at, room * sizeof(double));
        if (grown == NULL) {
            die(FAILED, "the host has no memory for %zu samples", room);
        }
        to->at = grown;
        to->room = room;
    }
    to->at[to->count++] = number;
}

static void append_all(struct numbers *to, const struct numbers *from) {
    for (size_t i = 0; i < from->count; i++) {
        append(to, from->at[i]);
    }
}

/* Neither infinite nor NaN. */
static int is_finite(double number) {
    return number - number == 0;
}

/* Nanoseconds of a clock that nobody sets. */
static int64_t now(void) {
    struct timespec time;
    if (clock_gettime(CLOCK_MONOTONIC, &time) != 0) {
        die(FAILED, "the system has no monotonic clock");
    }
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void pause_for(double seconds) {
    struct timespec time;
    time.tv_sec = (time_t)seconds;
    time.tv_nsec = (long)((seconds - (double)time.tv_sec) * 1e9);
    nanosleep(&time, NULL);
}

/* Makes a text of strangers printable: other characters become question marks. */
static void sanitise(char *text) {
    for (; *text != '\0'; text++) {
        if (*text < ' ' || *text > '~') {
            *text = '?';
        }
    }
}

/* The first line of a small file of the system, without its line end; 0 if there is none. */
static int first_line(const char *file, char *line, size_t size) {
    FILE *in = fopen(file, "r");
    int found = in != NULL && fgets(line, (int)size, in) != NULL;
    if (in != NULL) {
        fclose(in);
    }
    if (found) {
        line[strcspn(line, "\n")] = '\0';
        sanitise(line);
    }
    return found;
}

/* ---- The file (docs/flat.md) ------------------------------------------------------------------------------------- */

enum { TEXT, INTS, HEAD, KERNELS, BUFFERS, LAUNCHES, FLOATS, SECTIONS };

enum { INPUT, OUTPUT, INTERMEDIATE, SCRATCH, WEIGHTS, ROLES };

#define HEADER_BYTES 128u
#define CHECKED_FROM 16u
#define LENGTHS_AT 24u
#define ALIGNMENT 64u
#define HEAD_BYTES 80u
#define KERNEL_BYTES 20u
#define BUFFER_BYTES 48u
#define LAUNCH_BYTES 88u
#define NO_KERNEL 0xFFFFFFFFu
#define NO_CONTENT UINT64_MAX
#define LARGEST 0x7FFFFFFFu /* of everything that Riffle keeps in an int, and of a file */
#define MOST_BUFFERS 32u    /* of one kernel; no device takes many more arguments */
#define MOST_INPUTS 8u      /* of a network */
#define LARGEST_GROUP 64u   /* work-items */
#define MOST_COST (UINT64_MAX >> 4) /* multiply-adds or bytes of a launch */

struct head {
    const char *network, *plan, *kernel_set, *build_options, *tornado, *architecture, *note, *weights;
    uint32_t groups, batch, height, width, output;
    double scale, tolerance;
    uint64_t reference;
};

struct kernel {
    const char *name, *source, *hash;
    uint32_t entries, buffers;
};

struct buffer {
    const char *name;
    uint32_t role, shape[4], border, slack;
    uint64_t elements, content;
};

struct launch {
    const char *name, *class;
    uint32_t kernel, memory_only, compute_only, shape, buffers, reach, written, global[3], local[3];
    uint64_t macs, bytes_read, bytes_written;
};

/* A file in memory. Records are decoded where they are needed. */
struct flat {
    unsigned char *bytes;
    size_t size;
    uint64_t begin[SECTIONS], length[SECTIONS];
    uint32_t kernels, buffers, launches;
    uint32_t checksum;
    struct head head;
    char problem[400];
};

static uint32_t u32(const unsigned char *at) {
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static uint64_t u64(const unsigned char *at) {
    return (uint64_t)u32(at) | (uint64_t)u32(at + 4) << 32;
}

static double f64(const unsigned char *at) {
    uint64_t bits = u64(at);
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

/* Says what is wrong with a file. */
PRINTS(2, 3) static int refuse(struct flat *file, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(file->problem, sizeof file->problem, format, arguments);
    va_end(arguments);
    return 0;
}

/* Sums and products of numbers up to LARGEST + 1, which stands for everything above LARGEST. */
static uint64_t plus(uint64_t a, uint64_t b) {
    return a + b > LARGEST ? (uint64_t)LARGEST + 1 : a + b;
}

static uint64_t times(uint64_t a, uint64_t b) {
    return a * b > LARGEST ? (uint64_t)LARGEST + 1 : a * b; /* at most 2^62 */
}

static uint32_t checksum(const unsigned char *bytes, size_t size) {
    uint32_t table[256], crc = 0xFFFFFFFFu;
    for (uint32_t i = 0; i < 256; i++) {
        table[i] = i;
        for (int bit = 0; bit < 8; bit++) {
            table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xEDB88320u : 0);
        }
    }
    for (size_t i = 0; i < size; i++) {
        crc = crc >> 8 ^ table[(crc ^ bytes[i]) & 0xFF];
    }
    return ~crc;
}

static const unsigned char *record(const struct flat *file, int section, uint32_t i, uint32_t bytes) {
    return file->bytes + file->begin[section] + (size_t)i * bytes;
}

/* A text; an offset beyond all text, which the checks refuse, gives an empty one. */
static const char *text_at(const struct flat *file, uint32_t offset) {
    return offset < file->length[TEXT] ? (const char *)file->bytes + file->begin[TEXT] + offset : "";
}

static uint32_t int_at(const struct flat *file, uint32_t i) {
    return u32(file->bytes + file->begin[INTS] + 4 * (size_t)i);
}

static struct kernel kernel_at(const struct flat *file, uint32_t i) {
    const unsigned char *at = record(file, KERNELS, i, KERNEL_BYTES);
    struct kernel kernel;
    kernel.name = text_at(file, u32(at));
    kernel.source = text_at(file, u32(at + 4));
    kernel.hash = text_at(file, u32(at + 8));
    kernel.entries = u32(at + 12);
    kernel.buffers = u32(at + 16);
    return kernel;
}

static struct buffer buffer_at(const struct flat *file, uint32_t i) {
    const unsigned char *at = record(file, BUFFERS, i, BUFFER_BYTES);
    struct buffer buffer;
    buffer.name = text_at(file, u32(at));
    buffer.role = u32(at + 4);
    for (int d = 0; d < 4; d++) {
        buffer.shape[d] = u32(at + 8 + 4 * d);
    }
    buffer.border = u32(at + 24);
    buffer.slack = u32(at + 28);
    buffer.elements = u64(at + 32);
    buffer.content = u64(at + 40);
    return buffer;
}

static struct launch launch_at(const struct flat *file, uint32_t i) {
    const unsigned char *at = record(file, LAUNCHES, i, LAUNCH_BYTES);
    struct launch launch;
    launch.name = text_at(file, u32(at));
    launch.class = text_at(file, u32(at + 4));
    launch.kernel = u32(at + 8);
    launch.memory_only = u32(at + 12);
    launch.compute_only = u32(at + 16);
    launch.shape = u32(at + 20);
    launch.buffers = u32(at + 24);
    launch.reach = u32(at + 28);
    launch.written = u32(at + 32);
    for (int d = 0; d < 3; d++) {
        launch.global[d] = u32(at + 36 + 4 * d);
        launch.local[d] = u32(at + 48 + 4 * d);
    }
    launch.macs = u64(at + 64);
    launch.bytes_read = u64(at + 72);
    launch.bytes_written = u64(at + 80);
    return launch;
}

/* Elements of the tensor in a buffer, without border and slack. */
static uint64_t tensor_elements(const struct buffer *buffer) {
    return times(times(buffer->shape[0], buffer->shape[1]), times(buffer->shape[2], buffer->shape[3]));
}

static const float *floats_at(const struct flat *file, uint64_t offset) {
    return (const float *)(const void *)(file->bytes + file->begin[FLOATS]) + offset;
}

/* Whether so many numbers from an offset on are there. */
static int has_floats(const struct flat *file, uint64_t offset, uint64_t count) {
    uint64_t all = file->length[FLOATS] / 4;
    return offset <= all && count <= all - offset;
}

static int has_ints(const struct flat *file, uint32_t offset, uint32_t count) {
    uint64_t all = file->length[INTS] / 4;
    return offset <= all && count <= all - offset;
}

static int has_texts(const struct flat *file, const unsigned char *at, int count) {
    for (int i = 0; i < count; i++) {
        if (u32(at + 4 * i) >= file->length[TEXT]) {
            return 0;
        }
    }
    return 1;
}

static int check_header(struct flat *file) {
    static const uint32_t record_bytes[SECTIONS] = {1, 4, HEAD_BYTES, KERNEL_BYTES, BUFFER_BYTES, LAUNCH_BYTES, 4};
    const unsigned char *header = file->bytes;
    uint64_t end = LENGTHS_AT + 8 * SECTIONS;
    uint32_t found;
    if (file->size < HEADER_BYTES || memcmp(header, "riffle\r\n", 8) != 0) {
        return refuse(file, "is no flat bundle of Riffle's; ./riffle capture --flat writes them");
    }
    if (u32(header + 8) != 1) {
        return refuse(file, "has format version %lu, this program reads 1", (unsigned long)u32(header + 8));
    }
    if (u64(header + 16) != file->size) {
        return refuse(file, "has %zu bytes, it says %llu: not all of it arrived", file->size,
                (unsigned long long)u64(header + 16));
    }
    file->checksum = u32(header + 12);
    found = checksum(header + CHECKED_FROM, file->size - CHECKED_FROM);
    if (found != file->checksum) {
        return refuse(file, "is damaged: its checksum is %08lx, it says %08lx", (unsigned long)found,
                (unsigned long)file->checksum);
    }
    for (int i = 0; i < SECTIONS; i++) {
        file->begin[i] = (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        file->length[i] = u64(header + LENGTHS_AT + 8 * i);
        if (file->begin[i] > file->size || file->length[i] > file->size - file->begin[i]) {
            return refuse(file, "section %d leaves the file", i);
        }
        if (file->length[i] % record_bytes[i] != 0 || file->length[i] == 0) {
            return refuse(file, "section %d has %llu bytes, expected a multiple of %lu above 0", i,
                    (unsigned long long)file->length[i], (unsigned long)record_bytes[i]);
        }
        for (; end < file->begin[i]; end++) {
            if (header[end] != 0) {
                return refuse(file, "has something before section %d, expected zeros", i);
            }
        }
        end = file->begin[i] + file->length[i];
    }
    if (end != file->size || file->length[HEAD] != HEAD_BYTES) {
        return refuse(file, "its sections do not add up to its size");
    }
    file->kernels = (uint32_t)(file->length[KERNELS] / KERNEL_BYTES);
    file->buffers = (uint32_t)(file->length[BUFFERS] / BUFFER_BYTES);
    file->launches = (uint32_t)(file->length[LAUNCHES] / LAUNCH_BYTES);
    return 1;
}

/* Every text ends within the section, because the section ends with a zero, and none surprises a terminal. */
static int check_text(struct flat *file) {
    const unsigned char *text = file->bytes + file->begin[TEXT];
    for (uint64_t i = 0; i < file->length[TEXT]; i++) {
        if (!((text[i] >= ' ' && text[i] <= '~') || text[i] == '\n' || text[i] == '\t' || text[i] == 0)) {
            return refuse(file, "has the byte 0x%02x in a text, expected ASCII", text[i]);
        }
    }
    if (text[file->length[TEXT] - 1] != 0) {
        return refuse(file, "its last text does not end");
    }
    return 1;
}

static int is_line(const char *text) {
    return strlen(text) <= 200 && strchr(text, '\n') == NULL && strchr(text, '\t') == NULL;
}

/* Options that only say how to compile: "-cl-..." and "-w", as Riffle itself allows. */
static int options_allowed(const char *options) {
    while (*options != '\0') {
        size_t length = strcspn(options, " ");
        int silent = length == 2 && strncmp(options, "-w", 2) == 0;
        int allowed = length == 0 || strncmp(options, "-cl-", 4) == 0 || silent;
        if (!allowed) {
            return 0;
        }
        options += length;
        options += *options == ' ';
    }
    return 1;
}

static int check_head(struct flat *file) {
    const unsigned char *at = record(file, HEAD, 0, HEAD_BYTES);
    struct head *head = &file->head;
    const char **texts[8] = {&head->network, &head->plan, &head->kernel_set, &head->build_options, &head->tornado,
            &head->architecture, &head->note, &head->weights};
    struct buffer output;
    if (!has_texts(file, at, 8)) {
        return refuse(file, "its head has a text that is not there");
    }
    for (int i = 0; i < 8; i++) {
        *texts[i] = text_at(file, u32(at + 4 * i));
        if (!is_line(*texts[i])) {
            return refuse(file, "text %d of its head is no line of at most 200 characters", i);
        }
    }
    head->groups = u32(at + 32);
    head->batch = u32(at + 36);
    head->height = u32(at + 40);
    head->width = u32(at + 44);
    head->scale = f64(at + 48);
    head->tolerance = f64(at + 56);
    head->output = u32(at + 64);
    head->reference = u64(at + 72);
    if (!options_allowed(head->build_options)) {
        return refuse(file, "its build options are \"%s\", only -cl-... and -w are allowed", head->build_options);
    }
    if (head->groups > LARGEST || head->batch - 1 >= LARGEST || head->height - 1 >= LARGEST
            || head->width - 1 >= LARGEST || !(head->scale > 0 && head->scale <= 1000) || u32(at + 68) != 0) {
        return refuse(file, "its groups, batch, size or scale make no sense");
    }
    if (!(head->tolerance > 0 && head->tolerance < 1)) {
        return refuse(file, "its tolerance is %g, expected a number between 0 and 1", head->tolerance);
    }
    if (head->output >= file->buffers) {
        return refuse(file, "its output is buffer %lu of %lu", (unsigned long)head->output,
                (unsigned long)file->buffers);
    }
    output = buffer_at(file, head->output);
    if (output.role != OUTPUT || output.border != 0 || tensor_elements(&output) > LARGEST
            || !has_floats(file, head->reference, tensor_elements(&output))) {
        return refuse(file, "its output is no output without a border, or its reference is not all there");
    }
    return 1;
}

static int is_name(const char *text) {
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    return length > 0 && length <= 60 && text[length] == '\0' && !(text[0] >= '0' && text[0] <= '9');
}

static int check_kernels(struct flat *file) {
    for (uint32_t i = 0; i < file->kernels; i++) {
        struct kernel kernel = kernel_at(file, i);
        if (!has_texts(file, record(file, KERNELS, i, KERNEL_BYTES), 3) || !is_name(kernel.name)
                || !is_line(kernel.hash)) {
            return refuse(file, "kernel %lu has no name, source or hash", (unsigned long)i);
        }
        if (kernel.entries > LARGEST || kernel.buffers < 1 || kernel.buffers > MOST_BUFFERS) {
            return refuse(file, "kernel %s takes %lu buffers, expected 1 to %u", kernel.name,
                    (unsigned long)kernel.buffers, MOST_BUFFERS);
        }
    }
    return 1;
}

static int check_buffers(struct flat *file) {
    uint32_t outputs = 0, inputs = 0;
    for (uint32_t i = 0; i < file->buffers; i++) {
        struct buffer buffer = buffer_at(file, i);
        uint64_t rows, columns, elements;
        int filled;
        if (!has_texts(file, record(file, BUFFERS, i, BUFFER_BYTES), 1) || !is_line(buffer.name)) {
            return refuse(file, "buffer %lu has no name", (unsigned long)i);
        }
        for (int d = 0; d < 4; d++) {
            if (buffer.shape[d] < 1 || buffer.shape[d] > LARGEST) {
                return refuse(file, "buffer %s has an empty shape", buffer.name);
            }
        }
        if (buffer.role >= ROLES || buffer.border > LARGEST || buffer.slack > LARGEST) {
            return refuse(file, "buffer %s has a role, border or slack that there is not", buffer.name);
        }
        rows = plus(buffer.shape[2], 2 * (uint64_t)buffer.border);
        columns = plus(buffer.shape[3], 2 * (uint64_t)buffer.border);
        elements = plus(times(times(times(buffer.shape[0], buffer.shape[1]), rows), columns), buffer.slack);
        if (elements > LARGEST || elements != buffer.elements) {
            return refuse(file, "buffer %s has %llu elements, its shape makes %llu", buffer.name,
                    (unsigned long long)buffer.elements, (unsigned long long)elements);
        }
        filled = buffer.role == INPUT || buffer.role == WEIGHTS;
        if (filled ? !has_floats(file, buffer.content, elements) : buffer.content != NO_CONTENT) {
            return refuse(file, "buffer %s has not the content of its role", buffer.name);
        }
        outputs += buffer.role == OUTPUT;
        inputs += buffer.role == INPUT;
    }
    if (outputs != 1 || inputs < 1 || inputs > MOST_INPUTS) {
        return refuse(file, "has %lu inputs and %lu outputs, expected 1 to 8 and one", (unsigned long)inputs,
                (unsigned long)outputs);
    }
    return 1;
}

/* A part of a kernel takes what the whole takes. */
static int is_part(const struct flat *file, uint32_t part, const struct kernel *whole) {
    struct kernel kernel;
    if (part == NO_KERNEL) {
        return 1;
    }
    if (part >= file->kernels) {
        return 0;
    }
    kernel = kernel_at(file, part);
    return kernel.entries == whole->entries && kernel.buffers == whole->buffers;
}

static int check_range(struct flat *file, const struct launch *launch) {
    uint64_t items = 1;
    uint64_t group = 1;
    for (int d = 0; d < 3; d++) {
        if (launch->global[d] < 1 || launch->local[d] < 1 || launch->local[d] > LARGEST_GROUP
                || launch->global[d] % launch->local[d] != 0) {
            return refuse(file, "launch %s: work-group of %lu does not divide %lu work-items", launch->name,
                    (unsigned long)launch->local[d], (unsigned long)launch->global[d]);
        }
        items = times(items, launch->global[d] > LARGEST ? (uint64_t)LARGEST + 1 : launch->global[d]);
        group = times(group, launch->local[d]);
    }
    if (items > LARGEST || group > LARGEST_GROUP) {
        return refuse(file, "launch %s has too many work-items, or too many in a group", launch->name);
    }
    return 1;
}

/* What a launch reads has been written, what it writes may be written, and it stays within its buffers. */
static int check_arguments(struct flat *file, const struct launch *launch, uint32_t count, uint64_t *written) {
    uint32_t target = int_at(file, launch->buffers + count - 1);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t id = int_at(file, launch->buffers + i);
        uint32_t reach = int_at(file, launch->reach + i);
        struct buffer buffer;
        int last = i == count - 1;
        if (id >= file->buffers) {
            return refuse(file, "launch %s: buffer %lu is not one of the %lu", launch->name, (unsigned long)id,
                    (unsigned long)file->buffers);
        }
        buffer = buffer_at(file, id);
        if (reach >= buffer.elements) {
            return refuse(file, "launch %s reaches element %lu of buffer %s, which has %llu", launch->name,
                    (unsigned long)reach, buffer.name, (unsigned long long)buffer.elements);
        }
        if (last ? buffer.role != OUTPUT && buffer.role != INTERMEDIATE : id == target) {
            return refuse(file, "launch %s may not write buffer %s", launch->name, buffer.name);
        }
        if (!last && (buffer.role == OUTPUT || buffer.role == INTERMEDIATE)
                && written[id] < tensor_elements(&buffer)) {
            return refuse(file, "launch %s reads buffer %s before all of it is written", launch->name, buffer.name);
        }
    }
    written[target] += launch->written;
    return 1;
}

static int check_launches(struct flat *file) {
    uint64_t *written = zeros(file->buffers, sizeof *written);
    int sound = 1;
    for (uint32_t i = 0; i < file->launches && sound; i++) {
        struct launch launch = launch_at(file, i);
        struct kernel kernel;
        if (!has_texts(file, record(file, LAUNCHES, i, LAUNCH_BYTES), 2) || !is_line(launch.name)
                || !is_line(launch.class)) {
            sound = refuse(file, "launch %lu has no name or class", (unsigned long)i);
            break;
        }
        if (launch.macs > MOST_COST || launch.bytes_read > MOST_COST || launch.bytes_written > MOST_COST) {
            sound = refuse(file, "launch %s: its multiply-adds or bytes make no sense", launch.name);
            break;
        }
        if (launch.kernel >= file->kernels || u32(record(file, LAUNCHES, i, LAUNCH_BYTES) + 60) != 0) {
            sound = refuse(file, "launch %s: kernel %lu is not one of the %lu", launch.name,
                    (unsigned long)launch.kernel, (unsigned long)file->kernels);
            break;
        }
        kernel = kernel_at(file, launch.kernel);
        if (!is_part(file, launch.memory_only, &kernel) || !is_part(file, launch.compute_only, &kernel)) {
            sound = refuse(file, "launch %s: a part of its kernel takes something else", launch.name);
        } else if (!has_ints(file, launch.shape, kernel.entries) || !has_ints(file, launch.buffers, kernel.buffers)
                || !has_ints(file, launch.reach, kernel.buffers)) {
            sound = refuse(file, "launch %s: its shape, buffers or reaches are not all there", launch.name);
        } else {
            sound = check_range(file, &launch) && check_arguments(file, &launch, kernel.buffers, written);
        }
    }
    for (uint32_t i = 0; i < file->buffers && sound; i++) {
        struct buffer buffer = buffer_at(file, i);
        if ((buffer.role == OUTPUT || buffer.role == INTERMEDIATE) && written[i] < tensor_elements(&buffer)) {
            sound = refuse(file, "buffer %s is never all written", buffer.name);
        }
    }
    free(written);
    return sound;
}

/* Whether everything in a file holds that the rest of this program relies on. */
static int check(struct flat *file) {
    return check_header(file) && check_text(file) && check_buffers(file) && check_head(file) && check_kernels(file)
            && check_launches(file);
}

/* Reads a file into memory; the memory is the caller's. */
static int read_file(struct flat *file, const char *name) {
    FILE *in = fopen(name, "rb");
    long size = -1;
    memset(file, 0, sizeof *file);
    if (in == NULL) {
        return refuse(file, "cannot be opened");
    }
    if (fseek(in, 0, SEEK_END) == 0) {
        size = ftell(in);
    }
    if (size < 0 || (unsigned long)size > LARGEST || fseek(in, 0, SEEK_SET) != 0) {
        fclose(in);
        return refuse(file, "is no file of at most %lu bytes", (unsigned long)LARGEST);
    }
    file->size = (size_t)size;
    file->bytes = zeros(file->size, 1);
    size = (long)fread(file->bytes, 1, file->size, in);
    fclose(in);
    return (size_t)size == file->size ? check(file) : refuse(file, "cannot be read");
}

/* ---- OpenCL: what is used of it, and where its drivers are ------------------------------------------------------- */

typedef int32_t cl_int;
typedef uint32_t cl_uint;
typedef uint64_t cl_ulong;

#define CL_DEVICE_NOT_FOUND (-1)
#define CL_DEVICE_TYPE_CPU 2u
#define CL_DEVICE_TYPE_GPU 4u
#define CL_DEVICE_TYPE_ACCELERATOR 8u
#define CL_DEVICE_TYPE_ALL 0xFFFFFFFFu
#define CL_PLATFORM_VERSION 0x0901
#define CL_PLATFORM_NAME 0x0902
#define CL_DEVICE_TYPE 0x1000
#define CL_DEVICE_MAX_COMPUTE_UNITS 0x1002
#define CL_DEVICE_MAX_WORK_ITEM_SIZES 0x1005
#define CL_DEVICE_MAX_MEM_ALLOC_SIZE 0x1010
#define CL_DEVICE_GLOBAL_MEM_SIZE 0x101F
#define CL_DEVICE_ENDIAN_LITTLE 0x1026
#define CL_DEVICE_NAME 0x102B
#define CL_DEVICE_VENDOR 0x102C
#define CL_DRIVER_VERSION 0x102D
#define CL_DEVICE_VERSION 0x102F
#define CL_DEVICE_EXTENSIONS 0x1030
#define CL_DEVICE_HOST_UNIFIED_MEMORY 0x1035
#define CL_CONTEXT_PLATFORM 0x1084
#define CL_QUEUE_PROFILING_ENABLE 2u
#define CL_MEM_READ_WRITE 1u
#define CL_MEM_ALLOC_HOST_PTR 16u
#define CL_MAP_READ 1u
#define CL_MAP_WRITE 2u
#define CL_PROGRAM_BUILD_LOG 0x1183
#define CL_KERNEL_NUM_ARGS 0x1191
#define CL_KERNEL_WORK_GROUP_SIZE 0x11B0
#define CL_PROFILING_COMMAND_START 0x1282
#define CL_PROFILING_COMMAND_END 0x1283

/* Platforms, devices, contexts, queues, programs, kernels, memory objects and events are pointers, passed on. */
#define OPENCL(X)                                                                                                      \
    X(cl_int, clGetPlatformIDs, (cl_uint, void **, cl_uint *))                                                         \
    X(cl_int, clGetPlatformInfo, (void *, cl_uint, size_t, void *, size_t *))                                          \
    X(cl_int, clGetDeviceIDs, (void *, cl_ulong, cl_uint, void **, cl_uint *))                                         \
    X(cl_int, clGetDeviceInfo, (void *, cl_uint, size_t, void *, size_t *))                                            \
    X(void *, clCreateContext,                                                                                         \
            (const intptr_t *, cl_uint, void *const *, void (*)(const char *, const void *, size_t, void *), void *,   \
                    cl_int *))                                                                                         \
    X(cl_int, clReleaseContext, (void *))                                                                              \
    X(void *, clCreateCommandQueue, (void *, void *, cl_ulong, cl_int *))                                              \
    X(cl_int, clReleaseCommandQueue, (void *))                                                                         \
    X(void *, clCreateProgramWithSource, (void *, cl_uint, const char **, const size_t *, cl_int *))                   \
    X(cl_int, clBuildProgram,                                                                                          \
            (void *, cl_uint, void *const *, const char *, void (*)(void *, void *), void *))                          \
    X(cl_int, clGetProgramBuildInfo, (void *, void *, cl_uint, size_t, void *, size_t *))                              \
    X(cl_int, clReleaseProgram, (void *))                                                                              \
    X(void *, clCreateKernel, (void *, const char *, cl_int *))                                                        \
    X(cl_int, clGetKernelInfo, (void *, cl_uint, size_t, void *, size_t *))                                            \
    X(cl_int, clGetKernelWorkGroupInfo, (void *, void *, cl_uint, size_t, void *, size_t *))                           \
    X(cl_int, clSetKernelArg, (void *, cl_uint, size_t, const void *))                                                 \
    X(cl_int, clReleaseKernel, (void *))                                                                               \
    X(void *, clCreateBuffer, (void *, cl_ulong, size_t, void *, cl_int *))                                            \
    X(cl_int, clReleaseMemObject, (void *))                                                                            \
    X(cl_int, clEnqueueWriteBuffer,                                                                                    \
            (void *, void *, cl_uint, size_t, size_t, const void *, cl_uint, void *const *, void **))                  \
    X(cl_int, clEnqueueReadBuffer,                                                                                     \
            (void *, void *, cl_uint, size_t, size_t, void *, cl_uint, void *const *, void **))                        \
    X(void *, clEnqueueMapBuffer,                                                                                      \
            (void *, void *, cl_uint, cl_ulong, size_t, size_t, cl_uint, void *const *, void **, cl_int *))            \
    X(cl_int, clEnqueueUnmapMemObject, (void *, void *, void *, cl_uint, void *const *, void **))                      \
    X(cl_int, clEnqueueNDRangeKernel,                                                                                  \
            (void *, void *, cl_uint, const size_t *, const size_t *, const size_t *, cl_uint, void *const *,          \
                    void **))                                                                                          \
    X(cl_int, clGetEventProfilingInfo, (void *, cl_uint, size_t, void *, size_t *))                                    \
    X(cl_int, clReleaseEvent, (void *))                                                                                \
    X(cl_int, clFlush, (void *))                                                                                       \
    X(cl_int, clFinish, (void *))

#define DECLARE(result, name, arguments) static result(*name) arguments;
OPENCL(DECLARE)

/* Ends the program if a call failed. Error numbers are those of CL/cl.h. */
static void cl(cl_int status, const char *call) {
    if (status != 0) {
        die(FAILED, "OpenCL: %s failed with error %d", call, (int)status);
    }
}

/* Google's phones export a switch, and a function that gives the others; all other libraries export them themselves. */
static void *find(void *library, const char *name) {
    void *pointer = dlsym(library, "loadOpenCLPointer");
    if (dlsym(library, "enableOpenCL") != NULL && pointer != NULL) {
        void *(*load)(const char *);
        memcpy(&load, &pointer, sizeof load);
        return load(name);
    }
    return dlsym(library, name);
}

/* Takes the functions of a library; 0 if it lacks one. */
static int take_functions(void *library, const char **missing) {
    void *function = dlsym(library, "enableOpenCL");
    if (function != NULL && dlsym(library, "loadOpenCLPointer") != NULL) {
        void (*enable)(void);
        memcpy(&enable, &function, sizeof enable);
        enable();
    }
#define TAKE(result, name, arguments)                                                                                  \
    function = find(library, #name);                                                                                   \
    if (function == NULL) {                                                                                            \
        *missing = #name;                                                                                              \
        return 0;                                                                                                      \
    }                                                                                                                  \
    memcpy(&name, &function, sizeof name);
    OPENCL(TAKE)
    return 1;
}

static int try_library(const char *name, char *tried, size_t size) {
    const char *missing = NULL;
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    size_t used = strlen(tried);
    if (library != NULL && take_functions(library, &missing)) {
        tell("OpenCL library %s", name);
        return 1;
    }
    if (library != NULL) {
        snprintf(tried + used, size - used, "%s%s: has no %s", used == 0 ? "" : "; ", name, missing);
        dlclose(library);
    } else if (access(name, F_OK) == 0 || strchr(name, '/') == NULL) {
        snprintf(tried + used, size - used, "%s%s", used == 0 ? "" : "; ", dlerror());
    }
    return 0;
}

/* Opens the library that was named, or the first of those that Linux and the makers of phones have. */
static void open_library(const char *named) {
    static const char *const folders[] = {"/vendor/", "/system/vendor/", "/system/"};
    static const char *const names[] = {"libOpenCL.so", "libOpenCL-pixel.so", "libOpenCL-car.so",
            "egl/libGLES_mali.so", "libGLES_mali.so", "libmali.so"};
    char tried[2000] = "";
    char path[100];
    if (named != NULL) {
        if (!try_library(named, tried, sizeof tried)) {
            die(REFUSED, "%s is no OpenCL library: %s", named, tried[0] == '\0' ? "there is no such file" : tried);
        }
        return;
    }
    if (access("/system/build.prop", F_OK) != 0 && try_library("libOpenCL.so.1", tried, sizeof tried)) {
        return;
    }
    if (try_library("libOpenCL.so", tried, sizeof tried)) {
        return;
    }
    for (size_t f = 0; f < sizeof folders / sizeof folders[0]; f++) {
        for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
            snprintf(path, sizeof path, "%s%s/%s", folders[f], sizeof(void *) == 8 ? "lib64" : "lib", names[n]);
            if (try_library(path, tried, sizeof tried)) {
                return;
            }
        }
    }
    die(REFUSED, "no OpenCL library opens here; --opencl-library FILE names another (tried %s)", tried);
}

struct device {
    void *platform, *id;
    char *name, *vendor, *version, *driver, *extensions;
    char platform_name[520];
    cl_ulong type, largest_buffer, memory;
    cl_uint units, unified, little;
    size_t largest_items[3];
};

#define MOST_UNITS (1u << 20)

#define LONGEST_TEXT (1u << 20) /* that a driver may tell */

/* A text of a platform or device, which is the caller's; empty if it does not tell. */
static char *info_text(cl_int (*ask)(void *, cl_uint, size_t, void *, size_t *), void *of, cl_uint what) {
    size_t size = 0;
    char *text;
    if (ask(of, what, 0, NULL, &size) != 0 || size > LONGEST_TEXT) {
        size = 0;
    }
    text = zeros(size + 1, 1);
    if (size > 0 && ask(of, what, size, text, NULL) != 0) {
        text[0] = '\0';
    }
    sanitise(text);
    return text;
}

/* Mesa's processor device is a CPU, whatever its older versions say. */
static int is_cpu(const struct device *device) {
    return (device->type & CL_DEVICE_TYPE_CPU) != 0 || strncmp(device->name, "llvmpipe", 8) == 0;
}

/* Compute units, of which drivers tell some that there are not: at least one, of a CPU no more than processors. */
static cl_uint sensible_units(const struct device *device, cl_uint units) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    cl_uint most = is_cpu(device) && processors > 0 ? (cl_uint)processors : MOST_UNITS;
    return units < 1 ? 1 : units > most ? most : units;
}

/* A number of a device; whatever it was, status keeps the first error. */
static cl_ulong info_number(void *device, cl_uint what, size_t bytes, cl_int *status) {
    cl_uint four = 0;
    cl_ulong eight = 0;
    cl_int found = clGetDeviceInfo(device, what, bytes, bytes == sizeof four ? (void *)&four : (void *)&eight, NULL);
    *status = *status == 0 ? found : *status;
    return bytes == sizeof four ? four : eight;
}

/* What a device is; status is an error of the driver, or 0. */
static struct device describe(void *platform, void *id, cl_int *status) {
    struct device device;
    size_t sizes[16] = {0};
    size_t size = 0;
    char *name = info_text(clGetPlatformInfo, platform, CL_PLATFORM_NAME);
    char *version = info_text(clGetPlatformInfo, platform, CL_PLATFORM_VERSION);
    memset(&device, 0, sizeof device);
    device.platform = platform;
    device.id = id;
    snprintf(device.platform_name, sizeof device.platform_name, "%.250s, %.250s", name, version);
    free(name);
    free(version);
    device.name = info_text(clGetDeviceInfo, id, CL_DEVICE_NAME);
    device.vendor = info_text(clGetDeviceInfo, id, CL_DEVICE_VENDOR);
    device.version = info_text(clGetDeviceInfo, id, CL_DEVICE_VERSION);
    device.driver = info_text(clGetDeviceInfo, id, CL_DRIVER_VERSION);
    device.extensions = info_text(clGetDeviceInfo, id, CL_DEVICE_EXTENSIONS);
    *status = 0;
    device.type = info_number(id, CL_DEVICE_TYPE, 8, status);
    device.largest_buffer = info_number(id, CL_DEVICE_MAX_MEM_ALLOC_SIZE, 8, status);
    device.memory = info_number(id, CL_DEVICE_GLOBAL_MEM_SIZE, 8, status);
    device.units = sensible_units(&device, (cl_uint)info_number(id, CL_DEVICE_MAX_COMPUTE_UNITS, 4, status));
    device.unified = (cl_uint)info_number(id, CL_DEVICE_HOST_UNIFIED_MEMORY, 4, status);
    device.little = (cl_uint)info_number(id, CL_DEVICE_ENDIAN_LITTLE, 4, status);
    if (clGetDeviceInfo(id, CL_DEVICE_MAX_WORK_ITEM_SIZES, 0, NULL, &size) == 0 && size <= sizeof sizes
            && clGetDeviceInfo(id, CL_DEVICE_MAX_WORK_ITEM_SIZES, size, sizes, NULL) != 0) {
        memset(sizes, 0, sizeof sizes);
    }
    memcpy(device.largest_items, sizes, sizeof device.largest_items);
    return device;
}

static void forget(struct device *device) {
    free(device->name);
    free(device->vendor);
    free(device->version);
    free(device->driver);
    free(device->extensions);
}

static int contains(const char *text, const char *part) {
    size_t length = strlen(part);
    for (; *text != '\0'; text++) {
        size_t i = 0;
        while (i < length && (text[i] | 0x20) == (part[i] | 0x20) && text[i] != '\0') {
            i++;
        }
        if (i == length) {
            return 1;
        }
    }
    return length == 0;
}

/* Whether a device is meant: by its index, if the text is a number, else by a part of name, platform or vendor. */
static int is_called(const struct device *device, unsigned index, const char *wanted) {
    char number[16];
    if (wanted[strspn(wanted, "0123456789")] == '\0') {
        snprintf(number, sizeof number, "%u", index);
        return strcmp(wanted, number) == 0;
    }
    return contains(device->name, wanted) || contains(device->platform_name, wanted)
            || contains(device->vendor, wanted);
}

enum { MOST_PLATFORMS = 16, MOST_DEVICES = 32 };

/* Finds the one device that was asked for, by nothing the first; with list, prints all and finds none. */
static int find_device(const char *wanted, int list, struct device *found) {
    void *platforms[MOST_PLATFORMS] = {NULL};
    cl_uint count = 0;
    unsigned index = 0;
    int is_found = 0;
    if (clGetPlatformIDs(MOST_PLATFORMS, platforms, &count) != 0) {
        count = 0;
    }
    for (cl_uint p = 0; p < count && p < MOST_PLATFORMS; p++) {
        void *devices[MOST_DEVICES] = {NULL};
        cl_uint there = 0;
        cl_int status = clGetDeviceIDs(platforms[p], CL_DEVICE_TYPE_ALL, MOST_DEVICES, devices, &there);
        if (status != 0 && status != CL_DEVICE_NOT_FOUND) {
            tell("a platform does not tell its devices: error %d", (int)status);
        }
        for (cl_uint d = 0; status == 0 && d < there && d < MOST_DEVICES; d++, index++) {
            cl_int sick = 0;
            struct device device;
            if (devices[d] == NULL) {
                continue;
            }
            device = describe(platforms[p], devices[d], &sick);
            if (sick != 0) {
                tell("device %u (%s) does not tell what it is: error %d", index, device.name, (int)sick);
            } else if (list) {
                printf("%u = %s (%s), %s, %lu compute units, %llu MB, driver %s\n", index, device.name,
                        device.platform_name, device.vendor, (unsigned long)device.units,
                        (unsigned long long)(device.memory / 1000000), device.driver);
            } else if (wanted == NULL ? !is_found : is_called(&device, index, wanted)) {
                if (is_found) {
                    die(REFUSED, "several devices are called %s, among them %s and %s; --list gives each an index",
                            wanted, found->name, device.name);
                }
                *found = device;
                is_found = 1;
                continue;
            }
            forget(&device);
        }
    }
    if (index == 0) {
        die(REFUSED, "no OpenCL driver here has a device");
    }
    return is_found;
}

/* ---- One run ----------------------------------------------------------------------------------------------------- */

#define ARRAY_HEADER 16u /* bytes of an array in device memory before its first element */

/* The launches of a bundle, or of a part of its kernels, with their arguments set. */
struct list {
    void **kernels;
    size_t (*global)[3], (*local)[3];
    int *grouped; /* whether the device takes the work-groups of the file */
};

struct run {
    const struct flat *file;
    const struct device *device;
    void *context, *queue;
    void **programs;
    void **memory; /* of each buffer */
    void **shapes; /* of each launch */
    void *unread;  /* serves the arguments before a kernel's own, which no kernel reads */
    uint32_t flush, unflushed; /* launches after which to flush, 0 for never, and launches since */
    int events, odd_copies;    /* whether there are event times, and copies whose events were none */
    int64_t compile_nanos;
};

/* One pass. Times are in nanoseconds; those of launches are in kernel_nanos of whoever asks. */
struct pass {
    int64_t end_to_end, transfer;
};

/* A source without those lines that enable extensions which the device lacks; the memory is the caller's. */
static char *supported_source(const char *source, const char *extensions) {
    static const char enable[] = "#pragma OPENCL EXTENSION ";
    char *copy = zeros(strlen(source) + 1, 1);
    char *line = copy;
    strcpy(copy, source);
    while (*line != '\0') {
        char *end = line + strcspn(line, "\n");
        if (strncmp(line, enable, sizeof enable - 1) == 0) {
            const char *name = line + sizeof enable - 1;
            size_t length = strcspn(name, " \n");
            const char *at = extensions;
            int has = 0;
            while (!has && *at != '\0') {
                size_t next = strcspn(at, " ");
                has = next == length && strncmp(at, name, length) == 0;
                at += next;
                at += *at == ' ';
            }
            if (!has) {
                memset(line, ' ', (size_t)(end - line));
            }
        }
        line = *end == '\0' ? end : end + 1;
    }
    return copy;
}

static void *build(struct run *run, uint32_t index) {
    struct kernel kernel = kernel_at(run->file, index);
    char *source = supported_source(kernel.source, run->device->extensions);
    const char *text = source;
    cl_int status = 0;
    void *program = clCreateProgramWithSource(run->context, 1, &text, NULL, &status);
    cl(status, "clCreateProgramWithSource");
    status = clBuildProgram(program, 1, &run->device->id, run->file->head.build_options, NULL, NULL);
    if (status != 0) {
        size_t size = 0;
        char *log;
        if (clGetProgramBuildInfo(program, run->device->id, CL_PROGRAM_BUILD_LOG, 0, NULL, &size) != 0
                || size > LONGEST_TEXT) {
            size = 0;
        }
        log = zeros(size + 1, 1);
        if (size > 0) {
            clGetProgramBuildInfo(program, run->device->id, CL_PROGRAM_BUILD_LOG, size, log, NULL);
        }
        sanitise(log);
        clReleaseProgram(program);
        die(FAILED, "OpenCL: kernel %s does not build on %s, error %d: %s", kernel.name, run->device->name,
                (int)status, log);
    }
    free(source);
    return program;
}

static void *allocate(struct run *run, uint64_t bytes) {
    cl_int status = 0;
    void *memory;
    if (bytes > run->device->largest_buffer || bytes > SIZE_MAX) {
        die(FAILED, "a buffer needs %llu bytes, %s allocates at most %llu", (unsigned long long)bytes,
                run->device->name, (unsigned long long)run->device->largest_buffer);
    }
    memory = clCreateBuffer(run->context, CL_MEM_READ_WRITE | (run->device->unified ? CL_MEM_ALLOC_HOST_PTR : 0),
            (size_t)bytes, NULL, &status);
    cl(status, "clCreateBuffer");
    return memory;
}

/* An array in device memory: its header, some content, zeros. */
static void *array(struct run *run, uint64_t elements, const void *content, uint64_t filled) {
    uint64_t bytes = ARRAY_HEADER + 4 * elements;
    void *memory = allocate(run, bytes);
    unsigned char *image = zeros((size_t)bytes, 1);
    uint32_t count = (uint32_t)elements;
    memcpy(image, &count, sizeof count);
    if (filled > 0) {
        memcpy(image + ARRAY_HEADER, content, 4 * (size_t)filled);
    }
    cl(clEnqueueWriteBuffer(run->queue, memory, 1, 0, (size_t)bytes, image, 0, NULL, NULL), "clEnqueueWriteBuffer");
    free(image);
    return memory;
}

static void require_memory(const struct run *run) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < run->file->buffers; i++) {
        sum += ARRAY_HEADER + 4 * buffer_at(run->file, i).elements;
    }
    if (sum > run->device->memory) {
        die(FAILED, "the network needs %llu bytes, %s has %llu", (unsigned long long)sum, run->device->name,
                (unsigned long long)run->device->memory);
    }
}

static void argument(void *kernel, cl_uint index, void *memory) {
    cl(clSetKernelArg(kernel, index, sizeof memory, &memory), "clSetKernelArg");
}

/* A kernel with its arguments: a shape array, if it takes one, and buffers. */
static void *make_kernel(struct run *run, uint32_t which, void *shape, void *const *buffers) {
    struct kernel kernel = kernel_at(run->file, which);
    cl_uint index = 0, takes = 0, arguments = (kernel.entries > 0 ? 5u : 4u) + kernel.buffers;
    cl_int status = 0;
    void *made;
    if (run->programs[which] == NULL) {
        int64_t begin = now();
        run->programs[which] = build(run, which);
        run->compile_nanos += now() - begin;
    }
    made = clCreateKernel(run->programs[which], kernel.name, &status);
    cl(status, "clCreateKernel");
    cl(clGetKernelInfo(made, CL_KERNEL_NUM_ARGS, sizeof takes, &takes, NULL), "clGetKernelInfo");
    if (takes != arguments) {
        clReleaseKernel(made);
        die(REFUSED, "kernel %s takes %lu arguments, the file says %lu", kernel.name, (unsigned long)takes,
                (unsigned long)arguments);
    }
    argument(made, index++, run->unread);
    argument(made, index++, run->unread);
    cl(clSetKernelArg(made, index++, 8, NULL), "clSetKernelArg");
    argument(made, index++, run->unread);
    if (kernel.entries > 0) {
        argument(made, index++, shape);
    }
    for (uint32_t b = 0; b < kernel.buffers; b++) {
        argument(made, index++, buffers[b]);
    }
    return made;
}

/* A kernel of a launch, with its arguments. */
static void *prepare_launch(struct run *run, uint32_t i, uint32_t which) {
    struct launch launch = launch_at(run->file, i);
    struct kernel kernel = kernel_at(run->file, which);
    void *buffers[MOST_BUFFERS];
    if (kernel.entries > 0 && run->shapes[i] == NULL) {
        const unsigned char *entries = run->file->bytes + run->file->begin[INTS] + 4 * (size_t)launch.shape;
        run->shapes[i] = array(run, kernel.entries, entries, kernel.entries);
    }
    for (uint32_t b = 0; b < kernel.buffers; b++) {
        buffers[b] = run->memory[int_at(run->file, launch.buffers + b)];
    }
    return make_kernel(run, which, run->shapes[i], buffers);
}

enum part { WHOLE, MEMORY_ONLY, COMPUTE_ONLY, PARTS };

/* Which kernel runs a launch; where there is none for a part, the whole one. */
static uint32_t kernel_of(const struct launch *launch, enum part part) {
    uint32_t wanted = part == WHOLE ? launch->kernel : part == MEMORY_ONLY ? launch->memory_only : launch->compute_only;
    return wanted == NO_KERNEL ? launch->kernel : wanted;
}

/* Whether the device takes a kernel in groups of so many work-items. */
static int takes_group(const struct run *run, void *kernel, const size_t *local) {
    size_t most = 0;
    int fits = 1;
    cl(clGetKernelWorkGroupInfo(kernel, run->device->id, CL_KERNEL_WORK_GROUP_SIZE, sizeof most, &most, NULL),
            "clGetKernelWorkGroupInfo");
    for (int d = 0; d < 3; d++) {
        fits &= local[d] <= run->device->largest_items[d];
    }
    return fits && local[0] * local[1] * local[2] <= most;
}

static struct list prepare_list(struct run *run, enum part part) {
    uint32_t count = run->file->launches;
    struct list list;
    list.kernels = zeros(count, sizeof *list.kernels);
    list.global = zeros(count, sizeof *list.global);
    list.local = zeros(count, sizeof *list.local);
    list.grouped = zeros(count, sizeof *list.grouped);
    for (uint32_t i = 0; i < count; i++) {
        struct launch launch = launch_at(run->file, i);
        list.kernels[i] = prepare_launch(run, i, kernel_of(&launch, part));
        for (int d = 0; d < 3; d++) {
            list.global[i][d] = launch.global[d];
            list.local[i][d] = launch.local[d];
        }
        list.grouped[i] = takes_group(run, list.kernels[i], list.local[i]);
    }
    return list;
}

static void release_list(const struct run *run, struct list *list) {
    for (uint32_t i = 0; i < run->file->launches; i++) {
        cl(clReleaseKernel(list->kernels[i]), "clReleaseKernel");
    }
    free(list->kernels);
    free(list->global);
    free(list->local);
    free(list->grouped);
}

/* Opens a device. */
static struct run open_device(const struct flat *file, const struct device *device, int events, uint32_t flush) {
    struct run run;
    intptr_t properties[3] = {CL_CONTEXT_PLATFORM, 0, 0};
    cl_int status = 0;
    memset(&run, 0, sizeof run);
    run.file = file;
    run.device = device;
    run.events = events;
    run.flush = flush;
    properties[1] = (intptr_t)device->platform;
    run.context = clCreateContext(properties, 1, &device->id, NULL, NULL, &status);
    cl(status, "clCreateContext");
    run.queue = clCreateCommandQueue(run.context, device->id, events ? CL_QUEUE_PROFILING_ENABLE : 0, &status);
    cl(status, "clCreateCommandQueue");
    run.programs = zeros(file->kernels, sizeof *run.programs);
    run.memory = zeros(file->buffers, sizeof *run.memory);
    run.shapes = zeros(file->launches, sizeof *run.shapes);
    run.unread = array(&run, 32, NULL, 0);
    return run;
}

/* Brings weights and empty buffers to a device. */
static void fill_buffers(struct run *run) {
    require_memory(run);
    for (uint32_t i = 0; i < run->file->buffers; i++) {
        struct buffer buffer = buffer_at(run->file, i);
        int filled = buffer.content != NO_CONTENT;
        run->memory[i] = array(run, buffer.elements, filled ? floats_at(run->file, buffer.content) : NULL,
                filled ? buffer.elements : 0);
    }
}

static void release(void *memory) {
    if (memory != NULL) {
        cl(clReleaseMemObject(memory), "clReleaseMemObject");
    }
}

static void end(struct run *run) {
    for (uint32_t i = 0; i < run->file->kernels; i++) {
        if (run->programs[i] != NULL) {
            cl(clReleaseProgram(run->programs[i]), "clReleaseProgram");
        }
    }
    for (uint32_t i = 0; i < run->file->buffers; i++) {
        release(run->memory[i]);
    }
    for (uint32_t i = 0; i < run->file->launches; i++) {
        release(run->shapes[i]);
    }
    release(run->unread);
    cl(clReleaseCommandQueue(run->queue), "clReleaseCommandQueue");
    cl(clReleaseContext(run->context), "clReleaseContext");
    free(run->programs);
    free(run->memory);
    free(run->shapes);
}

/* Nanoseconds from the start to the end of a command on the device, by its event, which is released; below 0: odd. */
static int64_t event_nanos(void *event) {
    cl_ulong begin = 0, finish = 0;
    cl(clGetEventProfilingInfo(event, CL_PROFILING_COMMAND_START, sizeof begin, &begin, NULL),
            "clGetEventProfilingInfo");
    cl(clGetEventProfilingInfo(event, CL_PROFILING_COMMAND_END, sizeof finish, &finish, NULL),
            "clGetEventProfilingInfo");
    cl(clReleaseEvent(event), "clReleaseEvent");
    return finish < begin ? -1 : (int64_t)(finish - begin);
}

/* The same of a launch, whose times are what all this is about. */
static int64_t launch_nanos(void *event) {
    int64_t nanos = event_nanos(event);
    if (nanos < 0) {
        die(FAILED, "an event of the driver ends before it starts: its times cannot be used; --no-events does without");
    }
    return nanos;
}

/* Some drivers start nothing, or hang, where too many launches wait. */
static void flush_some(struct run *run) {
    run->unflushed++;
    if (run->flush != 0 && run->unflushed >= run->flush) {
        cl(clFlush(run->queue), "clFlush");
        run->unflushed = 0;
    }
}

static void launch_one(struct run *run, const struct list *list, uint32_t i, void **event) {
    cl_int status = clEnqueueNDRangeKernel(run->queue, list->kernels[i], 3, NULL, list->global[i],
            list->grouped[i] ? list->local[i] : NULL, 0, NULL, event);
    if (status != 0) {
        die(FAILED, "OpenCL: launch %s failed with error %d", launch_at(run->file, i).name, (int)status);
    }
    flush_some(run);
}

/* Copies of one pass: their events, and what the host itself spent copying. */
struct copies {
    void *events[2 * (MOST_INPUTS + 1)];
    int count;
    int64_t nanos;
};

/* Copies between the host and a buffer's elements, and waits until the host may use its side. */
static void copy(const struct run *run, void *memory, int there, void *host, uint64_t elements, struct copies *copies) {
    size_t bytes = 4 * (size_t)elements;
    void **event = run->events && copies != NULL ? &copies->events[copies->count++] : NULL;
    if (run->device->unified) {
        cl_int status = 0;
        void *image = clEnqueueMapBuffer(run->queue, memory, 1, there ? CL_MAP_WRITE : CL_MAP_READ, ARRAY_HEADER, bytes,
                0, NULL, event, &status);
        int64_t begin = now();
        cl(status, "clEnqueueMapBuffer");
        if (image == NULL) {
            die(FAILED, "OpenCL: clEnqueueMapBuffer gave no address and no error");
        }
        memcpy(there ? image : host, there ? host : image, bytes);
        if (copies != NULL) {
            copies->nanos += now() - begin;
        }
        event = event == NULL ? NULL : &copies->events[copies->count++];
        cl(clEnqueueUnmapMemObject(run->queue, memory, image, 0, NULL, event), "clEnqueueUnmapMemObject");
    } else if (there) {
        cl(clEnqueueWriteBuffer(run->queue, memory, 1, ARRAY_HEADER, bytes, host, 0, NULL, event),
                "clEnqueueWriteBuffer");
    } else {
        cl(clEnqueueReadBuffer(run->queue, memory, 1, ARRAY_HEADER, bytes, host, 0, NULL, event),
                "clEnqueueReadBuffer");
    }
}

/*
 * One forward pass, inputs and output on the host. The output is made NaN before: a pass that writes nothing must not
 * pass.
 */
static struct pass forward(struct run *run, const struct list *list, float *output, int64_t *kernel_nanos) {
    const struct flat *file = run->file;
    struct buffer target = buffer_at(file, file->head.output);
    uint64_t elements = tensor_elements(&target);
    void **events = zeros(file->launches, sizeof *events);
    struct copies copies = {{NULL}, 0, 0};
    struct pass pass = {0, 0};
    int64_t begin;
    memset(output, 0xFF, 4 * (size_t)elements);
    copy(run, run->memory[file->head.output], 1, output, elements, NULL);
    cl(clFinish(run->queue), "clFinish");
    begin = now();
    for (uint32_t i = 0; i < file->buffers; i++) {
        struct buffer buffer = buffer_at(file, i);
        if (buffer.role == INPUT) {
            copy(run, run->memory[i], 1, (void *)(uintptr_t)floats_at(file, buffer.content), buffer.elements, &copies);
        }
    }
    for (uint32_t i = 0; i < file->launches; i++) {
        launch_one(run, list, i, run->events ? &events[i] : NULL);
    }
    cl(clFinish(run->queue), "clFinish");
    copy(run, run->memory[file->head.output], 0, output, elements, &copies);
    pass.end_to_end = now() - begin;
    cl(clFinish(run->queue), "clFinish"); /* what followed the output, such as giving a mapped buffer back */
    pass.transfer = copies.nanos;
    for (int i = 0; i < copies.count; i++) {
        int64_t nanos = event_nanos(copies.events[i]);
        run->odd_copies += nanos < 0;
        pass.transfer += nanos < 0 ? 0 : nanos;
    }
    for (uint32_t i = 0; i < file->launches; i++) {
        kernel_nanos[i] = events[i] == NULL ? 0 : launch_nanos(events[i]);
    }
    free(events);
    return pass;
}

/* How far an output is from the reference: riffle.cases.Comparison. */
struct comparison {
    double error; /* largest difference over the largest expected value; infinite where a value is not finite */
    uint64_t at;
    float is, should;
};

static struct comparison compare(const struct flat *file, const float *output) {
    struct buffer target = buffer_at(file, file->head.output);
    const float *reference = floats_at(file, file->head.reference);
    struct comparison result = {0, 0, output[0], reference[0]};
    double worst = 0, largest = 0;
    for (uint64_t i = 0; i < tensor_elements(&target); i++) {
        double should = reference[i];
        double difference = output[i] > should ? output[i] - should : should - output[i];
        int infinite = !is_finite(difference);
        largest = should > largest ? should : -should > largest ? -should : largest;
        if (infinite || difference > worst) {
            worst = difference;
            result.at = i;
            result.is = output[i];
            result.should = reference[i];
        }
        if (infinite) {
            result.error = 1.0 / 0.0;
            return result;
        }
    }
    result.error = worst == 0 ? 0 : worst / largest;
    return result;
}

/* ---- The machine (riffle.result.Machine) ------------------------------------------------------------------------- */

/* How it was at the end of a block; NaN for what the system does not tell. */
struct conditions {
    double load, temperature, clock;
};

static double nothing(void) {
    return strtod("nan", NULL);
}

static double load_average(void) {
    char line[100];
    return first_line("/proc/loadavg", line, sizeof line) ? strtod(line, NULL) : nothing();
}

/* Of the files that a pattern makes with numbers from 0: the largest or the mean value above 0, over 1000. */
static double reading(const char *pattern, int largest) {
    char file[100], line[100];
    double sum = 0, most = 0;
    int count = 0;
    for (int i = 0; i < 128; i++) {
        snprintf(file, sizeof file, "/sys/%s%d/%s", pattern, i, pattern + strlen(pattern) + 1);
        if (first_line(file, line, sizeof line) && strtod(line, NULL) > 0) {
            double value = strtod(line, NULL) / 1e3;
            sum += value;
            most = value > most ? value : most;
            count++;
        }
    }
    return count == 0 ? nothing() : largest ? most : sum / count;
}

static struct conditions conditions(void) {
    struct conditions now_there;
    now_there.load = load_average();
    now_there.temperature = reading("class/thermal/thermal_zone\0temp", 1);
    now_there.clock = reading("devices/system/cpu/cpu\0cpufreq/scaling_cur_freq", 0);
    return now_there;
}

/* What stands behind a key of /proc/cpuinfo where it first occurs; 0 if it does not. */
static int cpu_field(const char *key, char *value, size_t size) {
    FILE *in = fopen("/proc/cpuinfo", "r");
    size_t length = strlen(key);
    char line[300];
    int found = 0;
    while (in != NULL && !found && fgets(line, sizeof line, in) != NULL) {
        const char *after = line + length + strspn(line + (strlen(line) < length ? 0 : length), " \t");
        if (strlen(line) > length && strncmp(line, key, length) == 0 && *after == ':') {
            snprintf(value, size, "%s", after + 1 + strspn(after + 1, " \t"));
            value[strcspn(value, "\n")] = '\0';
            sanitise(value);
            found = value[0] != '\0';
        }
    }
    if (in != NULL) {
        fclose(in);
    }
    return found;
}

/* The processor's name: of an x86 processor its model, of an ARM one the board's or the chip's. */
static int cpu_name(char *name, size_t size) {
    return cpu_field("model name", name, size) || cpu_field("Model", name, size) || cpu_field("Hardware", name, size);
}

/* The name and the numbers that its maker tells models apart by (riffle.execution.Processor). */
static int cpu_model(char *model, size_t size) {
    static const char *const keys[] = {"cpu family", "model", "CPU part"};
    static const char *const words[] = {"family", "model", "part"};
    char value[100];
    int named = cpu_field("model name", model, size) || cpu_field("Model", model, size);
    if (!named) {
        model[0] = '\0';
    }
    for (int i = 0; i < 3; i++) {
        if ((i < 2 || !named) && cpu_field(keys[i], value, sizeof value)) {
            size_t used = strlen(model);
            snprintf(model + used, size - used, "%s%s %s", used == 0 ? "" : " ", words[i], value);
        }
    }
    return model[0] != '\0';
}

/* The architecture of a program, as its ELF header has it; 0 if the file is none or cannot be read. */
static unsigned machine_of(const char *file) {
    unsigned char header[20];
    FILE *in = fopen(file, "rb");
    size_t read = in == NULL ? 0 : fread(header, 1, sizeof header, in);
    if (in != NULL) {
        fclose(in);
    }
    return read < sizeof header || header[0] != 0x7F || header[1] != 'E' ? 0u : header[18] | (unsigned)header[19] << 8;
}

enum { X86 = 3, ARM = 40, X86_64 = 62, AARCH64 = 183, RISCV = 243 };

static const char *machine_name(unsigned machine) {
    switch (machine) {
    case X86: return "x86";
    case ARM: return "arm";
    case X86_64: return "x86-64";
    case AARCH64: return "aarch64";
    case RISCV: return "riscv";
    default: return "another architecture";
    }
}

/*
 * What emulates the processor, such as "aarch64 on x86-64"; 0 if no sign of it was seen (riffle.execution.Emulation,
 * which says what the signs are).
 */
static int emulation(char *how, size_t size) {
    char file[60], value[100];
    unsigned own = machine_of("/proc/self/exe"), running;
    int for_arm = own == AARCH64 || own == ARM;
    const char *below = NULL;
    snprintf(file, sizeof file, "/proc/self/task/%ld/exe", (long)getpid());
    running = machine_of(file);
    if (own == 0 || running == 0) {
        return 0;
    }
    if (running != own) {
        below = machine_name(running);
    } else if (for_arm && cpu_field("vendor_id", value, sizeof value)) {
        below = machine_name(X86_64);
    } else if (cpu_field("CPU implementer", value, sizeof value)) {
        int software = strncmp(value, "0x", 2) == 0 && value[2] != '\0' && value[2 + strspn(value + 2, "0")] == '\0';
        below = own == X86_64 || own == X86 ? machine_name(AARCH64) : for_arm && software ? "software" : NULL;
    }
    if (below != NULL) {
        snprintf(how, size, "%s on %s", machine_name(own), below);
    }
    return below != NULL;
}

/* What results of a device are kept under (riffle.opencl.DeviceIdentity). */
static void identity(const struct device *device, char *to, size_t size) {
    char model[200], whole[800], how[60];
    size_t used = 0;
    const char *type = is_cpu(device)                   ? "cpu"
            : device->type & CL_DEVICE_TYPE_GPU         ? "gpu"
            : device->type & CL_DEVICE_TYPE_ACCELERATOR ? "accelerator"
                                                        : "custom";
    int pocl = strncmp(device->platform_name, "Portable Computing Language,", 28) == 0;
    if (strcmp(type, "cpu") == 0 && emulation(how, sizeof how)) {
        snprintf(model, sizeof model, "emulated %s", how);
    } else if (strcmp(type, "cpu") != 0 || !cpu_model(model, sizeof model)) {
        char *versions;
        snprintf(model, sizeof model, "%s", device->name);
        versions = strrchr(model, '(');
        if (versions != NULL && versions[strcspn(versions, ")") + 1] == '\0' && strchr(versions, ')') != NULL
                && (strstr(versions, "LLVM") != NULL || strstr(versions, "DRM") != NULL
                        || strstr(versions, "ACO") != NULL)) {
            *versions = '\0';
        }
    }
    snprintf(whole, sizeof whole, "%.*s %s %s", (int)(pocl ? 4 : strcspn(device->platform_name, ",")),
            pocl ? "PoCL" : device->platform_name, type, model);
    for (const char *from = whole; *from != '\0' && used + 2 < size; from++) {
        char c = *from >= 'A' && *from <= 'Z' ? (char)(*from - 'A' + 'a') : *from;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            to[used++] = c;
        } else if (used > 0 && to[used - 1] != '-') {
            to[used++] = '-';
        }
    }
    used -= used > 0 && to[used - 1] == '-';
    to[used] = '\0';
}

/* ---- Statistics (riffle.stats) ----------------------------------------------------------------------------------- */

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The value that so much of the samples is below, interpolated (type 7 of Hyndman and Fan); of some samples. */
static double quantile(const double *samples, size_t count, double share) {
    double *sorted = zeros(count, sizeof *sorted);
    double place = share * (double)(count - 1), result;
    size_t below = (size_t)place;
    memcpy(sorted, samples, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, ascending);
    result = sorted[below];
    if (below + 1 < count) {
        result += (place - (double)below) * (sorted[below + 1] - sorted[below]);
    }
    free(sorted);
    return result;
}

static double median(const double *samples, size_t count) {
    return quantile(samples, count, 0.5);
}

/* Passes of a window: as many as fill a quarter of a second, 1 to 10. */
static size_t window_of(const struct numbers *passes) {
    double fastest = passes->at[0];
    double fitting;
    for (size_t i = 1; i < passes->count; i++) {
        fastest = passes->at[i] < fastest ? passes->at[i] : fastest;
    }
    fitting = 250.0 / (fastest > 1e-6 ? fastest : 1e-6) + 0.5;
    return fitting < 1 ? 1 : fitting > 10 ? 10 : (size_t)fitting;
}

#define STEADY 1.1 /* medians of windows may differ by this factor */

/* Whether passes have ended in a steady state: the medians of the last three windows are about the same. */
static int is_steady(const struct numbers *passes) {
    size_t window = window_of(passes);
    double fastest = 0, slowest = 0;
    if (passes->count < 3 * window || passes->count % window != 0) {
        return 0;
    }
    for (size_t w = 1; w <= 3; w++) {
        double middle = median(passes->at + passes->count - w * window, window);
        fastest = w == 1 || middle < fastest ? middle : fastest;
        slowest = middle > slowest ? middle : slowest;
    }
    return slowest <= STEADY * fastest;
}

/* Whether samples keep the pace in which the warm-up ended. */
static int keep_pace(const struct numbers *passes, const struct numbers *samples) {
    size_t window = window_of(passes);
    size_t last = passes->count < window ? passes->count : window;
    double before = median(passes->at + passes->count - last, last);
    double after = median(samples->at, samples->count);
    return (before > after ? before : after) <= (2 * STEADY - 1) * (before < after ? before : after);
}

/* ---- The protocol: blocks, each warmed up until steady (riffle.measure) ------------------------------------------ */

struct options {
    const char *device, *library, *output, *json;
    int list, check, events, parts, ceilings;
    unsigned long blocks, samples, flush;
    int flush_given;
    double pause;
};

/* Times are in milliseconds; kernels has as many numbers a sample as there are launches. */
struct block {
    int steady;
    struct numbers warm_up, samples, transfer, kernels;
    double compile;
    struct conditions conditions;
};

/* What came of a network. */
struct outcome {
    struct block *blocks;
    size_t count;
    double error;
    struct comparison wrong; /* the comparison that failed, if one did */
    int is_wrong;
    unsigned long wrong_block, wrong_pass; /* from 1 */
    int odd_copies;         /* whose events were no times */
    double *repeated;       /* of each launch, ms, by the host's clock; NULL if not measured */
    struct numbers *parts;  /* samples of each launch in its parts, ms: PARTS * launches; NULL if not measured */
};

enum { MOST_NETWORKS = 16, MOST_LEFT_OUT = 3 * MOST_NETWORKS };

/* A flat bundle, and what came of it. */
struct network {
    struct flat file;
    struct outcome outcome;
};

/* All that one call of the program measures. */
struct job {
    const struct options *options;
    struct device device;
    struct network networks[MOST_NETWORKS];
    size_t count;
    struct ceilings *ceilings; /* NULL: not measured */
    char left_out[MOST_LEFT_OUT][800];
    size_t left;
    char date[32];
    double load;
};

/* What all passes of a block share. */
struct measuring {
    const struct options *options;
    struct run run;
    struct list list;
    struct outcome *outcome;
    unsigned long block, passes; /* from 1, and of this block */
    float *output;
    int64_t *kernel_nanos;
};

/* Keeps in mind a stage that failed, for the results. */
static void leave_out(struct job *job, const char *stage, const char *network) {
    tell("%s of %s left out: %s", stage, network, failure);
    if (job->left < MOST_LEFT_OUT) {
        snprintf(job->left_out[job->left++], sizeof job->left_out[0], "%s of %.100s: %s", stage, network, failure);
    }
}

/* A pass whose output is compared outside its time; 0 if it is wrong. */
static int verified_pass(struct measuring *m, struct pass *pass) {
    struct comparison found;
    *pass = forward(&m->run, &m->list, m->output, m->kernel_nanos);
    m->passes++;
    m->outcome->odd_copies += m->run.odd_copies;
    m->run.odd_copies = 0;
    found = compare(m->run.file, m->output);
    if (!(found.error <= m->run.file->head.tolerance)) {
        m->outcome->is_wrong = 1;
        m->outcome->wrong_block = m->block;
        m->outcome->wrong_pass = m->passes;
        m->outcome->wrong = found;
        m->outcome->error = found.error;
        return 0;
    }
    m->outcome->error = found.error > m->outcome->error ? found.error : m->outcome->error;
    return 1;
}

static const double WARM_UP_MS = 15000, SAMPLE_MS = 2000;
static const unsigned long FEWEST_SAMPLES = 3;

/* Runs until passes are steady or time is up; 0 if an output is wrong. */
static int warm_up(struct measuring *m, struct block *block) {
    double spent = 0;
    for (size_t i = 0; i < block->warm_up.count; i++) {
        spent += block->warm_up.at[i];
    }
    block->steady = 0;
    while (block->warm_up.count == 0 || !is_steady(&block->warm_up)) {
        struct pass pass;
        if (spent >= WARM_UP_MS) {
            return 1;
        }
        if (!verified_pass(m, &pass)) {
            return 0;
        }
        append(&block->warm_up, (double)pass.end_to_end / 1e6);
        spent += (double)pass.end_to_end / 1e6;
    }
    block->steady = 1;
    return 1;
}

static int take_samples(struct measuring *m, struct block *block) {
    double spent = 0;
    unsigned long fewest = m->options->samples < FEWEST_SAMPLES ? m->options->samples : FEWEST_SAMPLES;
    while (block->samples.count < fewest || (block->samples.count < m->options->samples && spent < SAMPLE_MS)) {
        struct pass pass;
        if (!verified_pass(m, &pass)) {
            return 0;
        }
        append(&block->samples, (double)pass.end_to_end / 1e6);
        append(&block->transfer, (double)pass.transfer / 1e6);
        for (uint32_t i = 0; i < m->run.file->launches; i++) {
            append(&block->kernels, (double)m->kernel_nanos[i] / 1e6);
        }
        spent += (double)pass.end_to_end / 1e6;
    }
    return 1;
}

static int measure_block(struct measuring *m, struct block *block) {
    for (;;) {
        if (!warm_up(m, block) || !take_samples(m, block)) {
            return 0;
        }
        if (!block->steady || keep_pace(&block->warm_up, &block->samples)) {
            block->conditions = conditions();
            return 1;
        }
        append_all(&block->warm_up, &block->samples); /* the pace has changed: these were warm-up too */
        block->samples.count = block->transfer.count = block->kernels.count = 0;
    }
}

static const double REPETITION_NANOS = 16e6;

/*
 * Times each launch without events: enqueued 2 to 256 times in a row, by the host's clock. A launch reads nothing that
 * it writes, so that it may run any number of times. Event times of some drivers are not exact.
 */
static void repeat(void *measuring) {
    struct measuring *m = measuring;
    struct outcome *outcome = m->outcome;
    uint32_t launches = m->run.file->launches;
    outcome->repeated = zeros(launches, sizeof *outcome->repeated);
    for (uint32_t i = 0; i < launches; i++) {
        double nanos = 0;
        for (unsigned times_run = 2; times_run <= 256; times_run *= 2) {
            int64_t begin;
            cl(clFinish(m->run.queue), "clFinish");
            begin = now();
            for (unsigned t = 0; t < times_run; t++) {
                launch_one(&m->run, &m->list, i, NULL);
            }
            cl(clFinish(m->run.queue), "clFinish");
            nanos = (double)(now() - begin);
            outcome->repeated[i] = nanos / times_run / 1e6;
            if (nanos >= REPETITION_NANOS) {
                break;
            }
        }
    }
}

/* Whether a launch has both parts. */
static int has_parts(const struct launch *launch) {
    return launch->memory_only != NO_KERNEL && launch->compute_only != NO_KERNEL;
}

static const unsigned PARTS_WARM_UP = 5;
static const double PARTS_NANOS = 10e9; /* from which on no more samples are taken than must be */

/* Passes of the whole kernels, their loads and stores alone, and their arithmetic alone, in turn. */
static void take_apart(void *measuring) {
    struct measuring *m = measuring;
    int64_t begin = now();
    unsigned long fewest = PARTS_WARM_UP + (m->options->samples < FEWEST_SAMPLES ? m->options->samples : FEWEST_SAMPLES);
    uint32_t launches = m->run.file->launches;
    struct list lists[PARTS];
    m->outcome->parts = zeros((size_t)PARTS * launches, sizeof *m->outcome->parts);
    for (int part = 0; part < PARTS; part++) {
        lists[part] = prepare_list(&m->run, (enum part)part);
    }
    for (unsigned long i = 0; i < PARTS_WARM_UP + m->options->samples; i++) {
        if (i >= fewest && (double)(now() - begin) > PARTS_NANOS) {
            break;
        }
        for (int part = 0; part < PARTS; part++) {
            forward(&m->run, &lists[part], m->output, m->kernel_nanos);
            for (uint32_t l = 0; l < launches && i >= PARTS_WARM_UP; l++) {
                append(&m->outcome->parts[(size_t)part * launches + l], (double)m->kernel_nanos[l] / 1e6);
            }
        }
    }
    for (int part = 0; part < PARTS; part++) {
        release_list(&m->run, &lists[part]);
    }
}

static void write_output(const char *name, const float *output, uint64_t elements) {
    FILE *out = fopen(name, "wb");
    int written = out != NULL && fwrite(output, 4, (size_t)elements, out) == elements;
    if (out == NULL || fclose(out) != 0 || !written) {
        die(FAILED, "%s cannot be written", name);
    }
}

/* Where there are no event times, kernels take what they take by repetition, the same in every sample. */
static void fill_kernel_times(struct outcome *outcome, uint32_t launches) {
    for (size_t b = 0; b < outcome->count; b++) {
        struct numbers *kernels = &outcome->blocks[b].kernels;
        for (size_t i = 0; i < kernels->count; i++) {
            kernels->at[i] = outcome->repeated[i % launches];
        }
    }
}

static void close_device(void *measuring) {
    struct measuring *m = measuring;
    release_list(&m->run, &m->list);
    end(&m->run);
}

static void save(const struct job *job, int last);

/* What is measured once, after the last block: others do without it. */
static void look_closer(struct job *job, struct network *network, struct measuring *m) {
    struct outcome *outcome = &network->outcome;
    const char *name = network->file.head.network;
    save(job, 0);
    tell("each launch by itself");
    if (!attempt(repeat, m)) {
        leave_out(job, "launches by themselves", name);
        free(outcome->repeated);
        outcome->repeated = NULL;
        return;
    }
    if (!job->options->events) {
        fill_kernel_times(outcome, network->file.launches);
    } else if (job->options->parts) {
        tell("kernels taken apart");
        if (!attempt(take_apart, m)) {
            leave_out(job, "parts of kernels", name);
            for (size_t i = 0; outcome->parts != NULL && i < (size_t)PARTS * network->file.launches; i++) {
                free(outcome->parts[i].at);
            }
            free(outcome->parts);
            outcome->parts = NULL;
        }
    }
}

/* A block of a network, which opens the device anew, as a process of its own would. */
static void measure_network(struct job *job, struct network *network, unsigned long b) {
    const struct options *options = job->options;
    const struct flat *file = &network->file;
    struct outcome *outcome = &network->outcome;
    struct buffer target = buffer_at(file, file->head.output);
    uint64_t elements = tensor_elements(&target);
    struct block *block = &outcome->blocks[b];
    int last = b + 1 == options->blocks;
    int sound;
    struct measuring m;
    memset(&m, 0, sizeof m);
    m.options = options;
    m.outcome = outcome;
    m.block = b + 1;
    m.output = zeros((size_t)elements, sizeof *m.output);
    m.kernel_nanos = zeros(file->launches, sizeof *m.kernel_nanos);
    m.run = open_device(file, &job->device, options->events, (uint32_t)options->flush);
    fill_buffers(&m.run);
    m.list = prepare_list(&m.run, WHOLE);
    block->compile = (double)m.run.compile_nanos / 1e6;
    sound = measure_block(&m, block);
    outcome->count += (size_t)sound;
    if (options->output != NULL && (last || !sound)) {
        write_output(options->output, m.output, elements);
    }
    if (sound && last) {
        look_closer(job, network, &m);
    }
    if (!attempt(close_device, &m)) {
        tell("the device was not closed: %s", failure);
    }
    free(m.output);
    free(m.kernel_nanos);
}

/* All blocks, the networks of each one after the other: what disturbs one network then disturbs the others too. */
static void measure(struct job *job) {
    const struct options *options = job->options;
    for (size_t n = 0; n < job->count; n++) {
        job->networks[n].outcome.blocks = zeros(options->blocks, sizeof *job->networks[n].outcome.blocks);
    }
    for (unsigned long b = 0; b < options->blocks; b++) {
        if (b > 0 && options->pause > 0) {
            tell("cooling for %g s", options->pause);
            pause_for(options->pause);
        }
        for (size_t n = 0; n < job->count; n++) {
            struct network *network = &job->networks[n];
            if (!network->outcome.is_wrong) {
                tell("block %lu of %lu, %s", b + 1, options->blocks, network->file.head.network);
                measure_network(job, network, b);
            }
        }
    }
}

/* ---- Ceilings: what the device can do at best (riffle.plan.MicroPlan, riffle.measure.task.CeilingsTask) ---------- */

enum { WIDTHS = 5, PATTERNS = 3, POINTS = 25, CEILING_SAMPLES = 11, TRANSFER_SIZES = 5, QUEUE = 1000 };

#define CHUNK_UNIT 128u                 /* elements that a work-item takes at a time */
#define CHAINS 10u                      /* independent multiply-adds of a work-item */
#define SMALLEST_SET (16u << 10)        /* bytes of working sets; phones do not take buffers as large as PCs do */
#define LARGEST_SET (64u << 20)
#define MOST_ROUNDS 4000000.0           /* beyond some 16 million the sums are no longer exact */
#define MOST_ADDED (1 << 27)            /* elements in the sum of a work-item: float32 adds no more well enough */
#define SUM_TOLERANCE 1e-5

static const double LAUNCH_NANOS = 8e6; /* of a launch that is timed */

static const char *const pattern_names[PATTERNS] = {"read", "copy", "triad"};

struct curve_point {
    uint64_t bytes;
    struct numbers samples; /* 10^9 bytes/s */
};

struct level {
    char name[8];
    double rate;
    uint64_t from, to;
};

struct ceilings {
    struct numbers peaks[WIDTHS]; /* 10^9 FLOP/s of vectors of 1, 2, 4, 8, 16 */
    struct curve_point curves[PATTERNS][POINTS];
    struct numbers alone, queued; /* microseconds of a launch */
    uint64_t transfer_bytes[TRANSFER_SIZES];
    struct numbers transfers[2][TRANSFER_SIZES];
    int transfer_sizes;
    double load;
};

/* How micro-kernels are spread over a device, and their arrays. */
struct micro {
    struct run run;
    uint32_t groups, items, offset;
    void *x, *y, *a, *b, *c;
    float *sums;
};

static uint32_t kernel_called(const struct flat *file, const char *name, uint32_t entries, uint32_t buffers) {
    for (uint32_t i = 0; i < file->kernels; i++) {
        struct kernel kernel = kernel_at(file, i);
        if (strcmp(kernel.name, name) == 0 && kernel.entries == entries && kernel.buffers == buffers) {
            return i;
        }
    }
    return NO_KERNEL;
}

static int has_micro_kernels(const struct flat *file) {
    static const struct {
        const char *name;
        uint32_t entries, buffers;
    } all[] = {{"peak1", 2, 2}, {"peak2", 2, 2}, {"peak4", 2, 2}, {"peak8", 2, 2}, {"peak16", 2, 2},
            {"fillPattern", 1, 1}, {"readArray", 5, 2}, {"copyArray", 4, 2}, {"triadArrays", 4, 3}, {"copyOne", 1, 2}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (kernel_called(file, all[i].name, all[i].entries, all[i].buffers) == NO_KERNEL) {
            return 0;
        }
    }
    return 1;
}

/* A time that something can be divided by. */
static double some_time(double nanos, const char *what) {
    if (!(nanos > 0)) {
        die(FAILED, "%s took no time by the driver's clock", what);
    }
    return nanos;
}

/* Launches a micro-kernel and waits; nanoseconds, by its event if there are any. */
static double micro_launch(struct micro *m, const char *name, const int32_t *shape, uint32_t entries,
        void *const *buffers, uint32_t count, size_t items, size_t group) {
    uint32_t which = kernel_called(m->run.file, name, entries, count);
    void *arguments = array(&m->run, entries, shape, entries);
    void *kernel = make_kernel(&m->run, which, arguments, buffers);
    const size_t local[3] = {group, 1, 1};
    int grouped = group != 0 && takes_group(&m->run, kernel, local);
    void *event = NULL;
    int64_t begin, host;
    cl(clFinish(m->run.queue), "clFinish");
    begin = now();
    cl(clEnqueueNDRangeKernel(m->run.queue, kernel, 1, NULL, &items, grouped ? &group : NULL, 0, NULL,
               m->run.events ? &event : NULL),
            name);
    cl(clFinish(m->run.queue), "clFinish");
    host = now() - begin;
    cl(clReleaseKernel(kernel), "clReleaseKernel");
    release(arguments);
    return some_time((double)(event == NULL ? host : launch_nanos(event)), name);
}

static size_t all_items(const struct micro *m) {
    return (size_t)m->groups * m->items;
}

/* Compares the sum of each work-item with what it must be. */
static void require_sums(struct micro *m, const char *name, double first, double step) {
    cl(clEnqueueReadBuffer(m->run.queue, m->y, 1, ARRAY_HEADER, 4 * all_items(m), m->sums, 0, NULL, NULL),
            "clEnqueueReadBuffer");
    for (size_t i = 0; i < all_items(m); i++) {
        double expected = first + step * (double)i;
        double difference = m->sums[i] > expected ? m->sums[i] - expected : expected - m->sums[i];
        if (!(difference <= SUM_TOLERANCE * expected)) {
            die(FAILED, "micro-kernel %s: sum %zu is %.9g, expected %.9g", name, i, m->sums[i], expected);
        }
    }
}

/* Nanoseconds of ten chains of multiply-adds in every work-item. */
static double peak(struct micro *m, uint32_t width, int32_t rounds) {
    void *const buffers[2] = {m->x, m->y};
    const int32_t shape[2] = {rounds, 0};
    char name[16];
    double nanos;
    snprintf(name, sizeof name, "peak%lu", (unsigned long)width);
    nanos = micro_launch(m, name, shape, 2, buffers, 2, all_items(m), m->items);
    require_sums(m, name, width * (CHAINS * (CHAINS + 1) / 2.0 + (double)CHAINS * rounds / 1024.0),
            (double)width * CHAINS);
    return nanos;
}

/* Elements of a group in each array, at least one unit. */
static int32_t chunk_of(const struct micro *m, uint64_t bytes, unsigned arrays) {
    uint64_t unit = (uint64_t)CHUNK_UNIT * m->items;
    uint64_t units = bytes / 4 / arrays / m->groups / unit;
    return (int32_t)((units == 0 ? 1 : units) * unit);
}

/* Nanoseconds of a pattern over a working set, so many rounds. */
static double walk(struct micro *m, int pattern, int32_t chunk, int32_t rounds) {
    void *const read[2] = {m->a, m->y}, *const copied[2] = {m->a, m->c}, *const triad[3] = {m->a, m->b, m->c};
    const int32_t shape[5] = {(int32_t)m->items, chunk, rounds, (int32_t)m->offset, 0};
    if (pattern == 0) {
        double nanos = micro_launch(m, "readArray", shape, 5, read, 2, all_items(m), m->items);
        require_sums(m, "readArray", 4.5 * rounds * (chunk / (int32_t)m->items), 0);
        return nanos;
    }
    return pattern == 1 ? micro_launch(m, "copyArray", shape, 4, copied, 2, all_items(m), m->items)
                        : micro_launch(m, "triadArrays", shape, 4, triad, 3, all_items(m), m->items);
}

/* Whether what the last and largest copy or triad wrote is what it had to write. */
static void require_written(struct micro *m, int pattern, int32_t chunk) {
    void *const read[2] = {m->c, m->y};
    const int32_t shape[5] = {(int32_t)m->items, chunk, 1, (int32_t)m->offset, 0};
    micro_launch(m, "readArray", shape, 5, read, 2, all_items(m), m->items);
    require_sums(m, pattern_names[pattern], (pattern == 1 ? 4.5 : 18) * (chunk / (int32_t)m->items), 0);
}

static void *filled(struct micro *m, uint64_t largest, unsigned arrays, int32_t scale) {
    uint64_t elements = m->offset + (uint64_t)m->groups * (uint64_t)chunk_of(m, largest, arrays);
    void *memory = array(&m->run, elements, NULL, 0);
    micro_launch(m, "fillPattern", &scale, 1, &memory, 1, (size_t)elements, 0);
    return memory;
}

static int32_t as_many(double rounds) {
    return rounds < 1 ? 1 : rounds > MOST_ROUNDS ? (int32_t)MOST_ROUNDS : (int32_t)rounds;
}

static void measure_peaks(struct micro *m, struct ceilings *found) {
    int32_t rounds[WIDTHS];
    for (unsigned w = 0; w < WIDTHS; w++) {
        double nanos = 0;
        rounds[w] = 1 << 10;
        for (;;) { /* a slow device is not stopped for long */
            peak(m, 1u << w, rounds[w]);
            nanos = peak(m, 1u << w, rounds[w]);
            if (nanos > LAUNCH_NANOS / 8 || rounds[w] >= 1 << 18) {
                break;
            }
            rounds[w] *= 4;
        }
        rounds[w] = as_many(rounds[w] * (LAUNCH_NANOS / nanos));
    }
    for (int s = 0; s <= CEILING_SAMPLES; s++) {
        for (unsigned w = 0; w < WIDTHS; w++) {
            double flops = 2.0 * (double)all_items(m) * rounds[w] * CHAINS * (1u << w);
            double nanos = peak(m, 1u << w, rounds[w]);
            if (s > 0) {
                append(&found->peaks[w], flops / nanos);
            }
        }
    }
}

static void measure_curves(struct micro *m, struct ceilings *found, uint64_t largest) {
    static const unsigned arrays[PATTERNS] = {1, 2, 3};
    int32_t chunks[PATTERNS][POINTS], rounds[PATTERNS][POINTS];
    for (int s = -1; s <= CEILING_SAMPLES; s++) {
        for (int p = 0; p < PATTERNS; p++) {
            double bytes = SMALLEST_SET;
            for (int i = 0; i < POINTS; i++, bytes *= 1.4142135623730951) {
                double set, nanos;
                if (s < 0) {
                    chunks[p][i] = chunk_of(m, bytes < (double)largest ? (uint64_t)(bytes + 0.5) : largest, arrays[p]);
                    rounds[p][i] = 1;
                }
                set = 4.0 * arrays[p] * m->groups * chunks[p][i];
                nanos = walk(m, p, chunks[p][i], rounds[p][i]);
                if (s < 0) {
                    nanos = walk(m, p, chunks[p][i], 16); /* warm, and long enough for the clock */
                    rounds[p][i] = as_many(16 * LAUNCH_NANOS / nanos);
                    if (rounds[p][i] > MOST_ADDED / (chunks[p][i] / (int32_t)m->items)) {
                        rounds[p][i] = MOST_ADDED / (chunks[p][i] / (int32_t)m->items);
                    }
                    found->curves[p][i].bytes = (uint64_t)set;
                } else if (s > 0) {
                    append(&found->curves[p][i].samples, set * rounds[p][i] / nanos);
                }
            }
            if (p > 0) {
                require_written(m, p, chunks[p][POINTS - 1]);
            }
        }
    }
}

/* Nanoseconds of so many launches of a kernel that does nothing worth mention, by the host's clock. */
static double queued(struct micro *m, void *kernel, void **events, unsigned launches) {
    const size_t one = 1;
    int64_t begin, nanos;
    cl(clFinish(m->run.queue), "clFinish");
    begin = now();
    for (unsigned i = 0; i < launches; i++) {
        cl(clEnqueueNDRangeKernel(m->run.queue, kernel, 1, NULL, &one, &one, 0, NULL,
                   m->run.events ? &events[i] : NULL),
                "copyOne");
        flush_some(&m->run);
    }
    cl(clFinish(m->run.queue), "clFinish");
    nanos = now() - begin;
    for (unsigned i = 0; i < launches && m->run.events; i++) {
        cl(clReleaseEvent(events[i]), "clReleaseEvent");
    }
    return some_time((double)nanos, "copyOne");
}

/* With events if passes have them, for these cost time too. */
static void measure_launches(struct micro *m, struct ceilings *found) {
    void *const buffers[2] = {m->x, m->y};
    const int32_t shape[1] = {0};
    void *arguments = array(&m->run, 1, shape, 1);
    void *kernel = make_kernel(&m->run, kernel_called(m->run.file, "copyOne", 1, 2), arguments, buffers);
    void **events = zeros(QUEUE, sizeof *events);
    queued(m, kernel, events, QUEUE);
    for (int i = 0; i < 101; i++) {
        append(&found->alone, queued(m, kernel, events, 1) / 1e3);
    }
    for (int i = 0; i < CEILING_SAMPLES; i++) {
        append(&found->queued, queued(m, kernel, events, QUEUE) / 1e3 / QUEUE);
    }
    free(events);
    cl(clReleaseKernel(kernel), "clReleaseKernel");
    release(arguments);
}

static void measure_transfers(struct micro *m, struct ceilings *found, uint64_t largest) {
    static const uint64_t sizes[TRANSFER_SIZES] = {1 << 12, 1 << 16, 1 << 20, 1 << 24, 1 << 26};
    for (int size = 0; size < TRANSFER_SIZES && sizes[size] <= largest; size++) {
        size_t bytes = (size_t)sizes[size];
        unsigned char *host = zeros(bytes, 1);
        void *memory = allocate(&m->run, bytes);
        found->transfer_bytes[found->transfer_sizes++] = bytes;
        for (int i = 0; i <= CEILING_SAMPLES; i++) {
            for (int direction = 0; direction < 2; direction++) {
                int64_t begin = now();
                double nanos;
                cl(direction == 0 ? clEnqueueWriteBuffer(m->run.queue, memory, 1, 0, bytes, host, 0, NULL, NULL)
                                  : clEnqueueReadBuffer(m->run.queue, memory, 1, 0, bytes, host, 0, NULL, NULL),
                        "a copy");
                nanos = some_time((double)(now() - begin), "a copy");
                if (i > 0) {
                    append(&found->transfers[direction][size], (double)bytes / nanos);
                }
            }
        }
        release(memory);
        free(host);
    }
}

/* Of the device of a job, with the micro-kernels of its first file. */
static void measure_ceilings(void *of) {
    static const float parameters[3] = {1, 1 / 1024.0f, 1};
    struct job *job = of;
    const struct device *device = &job->device;
    struct ceilings *found = zeros(1, sizeof *found);
    uint64_t largest = device->largest_buffer / 2 < LARGEST_SET ? device->largest_buffer / 2 : LARGEST_SET;
    struct micro m;
    memset(&m, 0, sizeof m);
    found->load = load_average();
    m.run = open_device(&job->networks[0].file, device, job->options->events, (uint32_t)job->options->flush);
    m.groups = is_cpu(device) ? device->units : 8 * device->units;
    m.items = is_cpu(device) ? 1 : 64;
    m.offset = (64 - ARRAY_HEADER) / 4; /* so that vectors lie on cache lines */
    m.sums = zeros(all_items(&m), sizeof *m.sums);
    m.x = array(&m.run, 3, parameters, 3);
    m.y = array(&m.run, all_items(&m), NULL, 0);
    measure_peaks(&m, found);
    m.a = filled(&m, largest, 1, 1);
    m.b = filled(&m, largest, 3, 1);
    m.c = filled(&m, largest, 2, 2);
    measure_curves(&m, found, largest);
    measure_launches(&m, found);
    measure_transfers(&m, found, largest);
    release(m.x);
    release(m.y);
    release(m.a);
    release(m.b);
    release(m.c);
    end(&m.run);
    free(m.sums);
    job->ceilings = found;
}

static void forget_ceilings(struct ceilings *found) {
    if (found == NULL) {
        return;
    }
    for (int w = 0; w < WIDTHS; w++) {
        free(found->peaks[w].at);
    }
    for (int p = 0; p < PATTERNS; p++) {
        for (int i = 0; i < POINTS; i++) {
            free(found->curves[p][i].samples.at);
        }
    }
    free(found->alone.at);
    free(found->queued.at);
    for (int i = 0; i < TRANSFER_SIZES; i++) {
        free(found->transfers[0][i].at);
        free(found->transfers[1][i].at);
    }
    free(found);
}

/* What others leave of a machine is no ceiling of it, and one lucky reading is none either. */
static double best(const struct numbers *samples) {
    return quantile(samples->at, samples->count, 0.9);
}

/* Whether a run of a curve goes on: bandwidth has not fallen by more than a fifth below its median. */
static int keeps(const double *rates, int from, int to, int next) {
    return rates[next] >= 0.8 * median(rates + from, (size_t)(to - from));
}

/* Levels of a memory hierarchy, found in a curve (riffle.roofline.Levels); how many. */
static int levels_of(const struct curve_point *curve, struct level *levels) {
    double rates[POINTS];
    struct numbers held = {NULL, 0, 0};
    int count = 0;
    for (int i = 0; i < POINTS; i++) {
        rates[i] = best(&curve[i].samples);
    }
    for (int from = 0, to; from < POINTS; from = to) {
        double span;
        for (to = from + 1; to < POINTS && (keeps(rates, from, to, to)
                                            || (to + 1 < POINTS && keeps(rates, from, to, to + 1)));
                to++) {
        }
        span = (double)curve[to - 1].bytes / (double)curve[from].bytes;
        if (span * 1.05 < (from == 0 ? 2 : 2.8)) {
            continue; /* a slope */
        }
        if (count == 0 || !(median(rates + from, (size_t)(to - from)) > 0.8 * levels[count - 1].rate)) {
            held.count = 0;
            levels[count].from = curve[from].bytes;
            count++;
        }
        for (int i = from; i < to; i++) {
            append(&held, rates[i]);
        }
        levels[count - 1].rate = median(held.at, held.count);
        levels[count - 1].to = curve[to - 1].bytes;
    }
    for (int i = 0; i < count; i++) {
        int dram = i > 0 && levels[i].to == curve[POINTS - 1].bytes && levels[i].to >= 4 * levels[i - 1].to;
        snprintf(levels[i].name, sizeof levels[i].name, dram ? "DRAM" : "L%d", i + 1);
    }
    free(held.at);
    return count;
}

/* ---- The results file (riffle.result, schema 2) ------------------------------------------------------------------ */

/* Text as JSON; all texts here are printable ASCII. */
static void put_text(FILE *out, const char *text) {
    fputc('"', out);
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            fputc('\\', out);
        }
        fputc(*text, out);
    }
    fputc('"', out);
}

static void put_text_field(FILE *out, const char *name, const char *text, const char *after) {
    fprintf(out, "\"%s\": ", name);
    if (text == NULL || text[0] == '\0') {
        fputs("null", out);
    } else {
        put_text(out, text);
    }
    fputs(after, out);
}

/* A number; null for what is not finite. */
static void put_number(FILE *out, double number) {
    if (is_finite(number)) {
        fprintf(out, "%.9g", number);
    } else {
        fputs("null", out);
    }
}

static void put_field(FILE *out, const char *name, double number, const char *after) {
    fprintf(out, "\"%s\": ", name);
    put_number(out, number);
    fputs(after, out);
}

static void put_list(FILE *out, const double *numbers, size_t count) {
    fputc('[', out);
    for (size_t i = 0; i < count; i++) {
        fputs(i == 0 ? "" : ", ", out);
        put_number(out, numbers[i]);
    }
    fputc(']', out);
}

static void put_list_field(FILE *out, const char *name, const struct numbers *numbers, const char *after) {
    fprintf(out, "\"%s\": ", name);
    put_list(out, numbers->at, numbers->count);
    fputs(after, out);
}

static void put_environment(FILE *out, const struct job *job) {
    const struct flat *file = &job->networks[0].file;
    const struct device *device = &job->device;
    struct utsname system;
    char line[300];
    fputs("  \"environment\": {\n    ", out);
    put_text_field(out, "date", job->date, ",\n    ");
    put_text_field(out, "device", device->name, ",\n    ");
    identity(device, line, sizeof line);
    put_text_field(out, "device_identity", line, ",\n    ");
    put_text_field(out, "platform", device->platform_name, ",\n    ");
    put_text_field(out, "driver", device->driver, ",\n    ");
    fprintf(out, "\"compute_units\": %lu,\n    \"threads\": \"all\",\n    ", (unsigned long)device->units);
    put_text_field(out, "tornadovm", file->head.tornado, ",\n    ");
    put_text_field(out, "jdk", NULL, ",\n    ");
    line[0] = '\0';
    if (uname(&system) == 0) {
        snprintf(line, sizeof line, "%.90s %.90s %.90s", system.sysname, system.release, system.machine);
        sanitise(line);
    }
    put_text_field(out, "os", line, ",\n    ");
    put_text_field(out, "cpu", cpu_name(line, sizeof line) ? line : NULL, ",\n    ");
    put_text_field(out, "emulated", emulation(line, sizeof line) ? line : NULL, ",\n    ");
    fprintf(out, "\"processors\": %ld,\n    ", sysconf(_SC_NPROCESSORS_CONF));
    put_text_field(out, "commit", NULL, ",\n    ");
    put_text_field(out, "clock",
            job->options->events
                    ? "clock_gettime(CLOCK_MONOTONIC); kernels on OpenCL devices: event profiling, end minus start"
                    : "clock_gettime(CLOCK_MONOTONIC); kernels too, each repeated by itself",
            ",\n    ");
    put_text_field(out, "governor",
            first_line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", line, sizeof line) ? line : NULL,
            ",\n    ");
    put_field(out, "load_average", job->load, ",\n    ");
    put_field(out, "load_average_end", load_average(), ",\n    ");
    fputs("\"tornado_flags\": [],\n    \"tuning\": null,\n    \"left_out\": [", out);
    for (size_t i = 0; i < job->left; i++) {
        fputs(i == 0 ? "" : ", ", out);
        put_text(out, job->left_out[i]);
    }
    fputs("]\n  },\n", out);
}

static void put_subject(FILE *out, const struct flat *file, const struct device *device) {
    const struct head *head = &file->head;
    put_text_field(out, "network", head->architecture, ", ");
    if (head->groups == 0) {
        put_text_field(out, "groups", NULL, ", ");
    } else {
        fprintf(out, "\"groups\": %lu, ", (unsigned long)head->groups);
    }
    fprintf(out, "\"scale\": %.17g, \"size\": \"%lux%lu\", \"batch\": %lu, ", head->scale,
            (unsigned long)head->height, (unsigned long)head->width, (unsigned long)head->batch);
    fputs("\"backend\": \"riffle-run\", ", out);
    put_text_field(out, "plan", head->plan, ", ");
    put_text_field(out, "device", device->name, ", ");
    fprintf(out, "\"threads\": %lu", (unsigned long)device->units);
}

static void put_blocks(FILE *out, const struct outcome *outcome, uint32_t launches) {
    fputs("    \"blocks\": [", out);
    for (size_t b = 0; b < outcome->count; b++) {
        const struct block *block = &outcome->blocks[b];
        fprintf(out, "%s{\n      \"steady\": %s,\n      ", b == 0 ? "" : ", ", block->steady ? "true" : "false");
        put_list_field(out, "warm_up_ms", &block->warm_up, ",\n      ");
        put_field(out, "compile_ms", block->compile, ",\n      ");
        put_list_field(out, "samples_ms", &block->samples, ",\n      ");
        put_list_field(out, "transfer_ms", &block->transfer, ",\n      ");
        fputs("\"kernel_ms\": [", out);
        for (size_t s = 0; s < block->samples.count; s++) {
            fputs(s == 0 ? "" : ",\n        ", out);
            put_list(out, block->kernels.at + s * launches, launches);
        }
        fputs("],\n      \"conditions\": {", out);
        put_field(out, "load_average", block->conditions.load, ", ");
        put_field(out, "temperature_c", block->conditions.temperature, ", ");
        put_field(out, "clock_mhz", block->conditions.clock, "},\n      \"start\": null\n    }");
    }
    fputs("]\n", out);
}

/* All samples of the blocks that came to a steady pace. */
struct pooled {
    struct numbers samples, transfer, kernel, dispatch, compile;
    size_t steady;
};

static double kernel_sum(const struct block *block, size_t sample, uint32_t launches) {
    double sum = 0;
    for (uint32_t i = 0; i < launches; i++) {
        sum += block->kernels.at[sample * launches + i];
    }
    return sum;
}

static struct pooled pool(const struct outcome *outcome, uint32_t launches) {
    struct pooled all;
    memset(&all, 0, sizeof all);
    for (size_t b = 0; b < outcome->count; b++) {
        const struct block *block = &outcome->blocks[b];
        if (!block->steady) {
            continue;
        }
        all.steady++;
        append(&all.compile, block->compile);
        append_all(&all.samples, &block->samples);
        append_all(&all.transfer, &block->transfer);
        for (size_t s = 0; s < block->samples.count; s++) {
            double kernel = kernel_sum(block, s, launches);
            append(&all.kernel, kernel);
            append(&all.dispatch, block->samples.at[s] - block->transfer.at[s] - kernel);
        }
    }
    return all;
}

/* Median kernel time of a launch over the steady blocks. */
static double launch_median(const struct outcome *outcome, uint32_t launch, uint32_t launches) {
    struct numbers samples = {NULL, 0, 0};
    double result;
    for (size_t b = 0; b < outcome->count; b++) {
        const struct block *block = &outcome->blocks[b];
        for (size_t s = 0; s < block->samples.count && block->steady; s++) {
            append(&samples, block->kernels.at[s * launches + launch]);
        }
    }
    result = median(samples.at, samples.count);
    free(samples.at);
    return result;
}

static void put_times(FILE *out, const struct pooled *all, int ok) {
    static const char *const names[] = {"median_ms", "p90_ms", "min_ms", "iqr_ms", "kernel_ms", "dispatch_ms",
            "transfer_ms", "compile_ms"};
    double values[8];
    if (ok) {
        const struct numbers *samples = &all->samples;
        values[0] = median(samples->at, samples->count);
        values[1] = quantile(samples->at, samples->count, 0.9);
        values[2] = quantile(samples->at, samples->count, 0);
        values[3] = quantile(samples->at, samples->count, 0.75) - quantile(samples->at, samples->count, 0.25);
        values[4] = median(all->kernel.at, all->kernel.count);
        values[5] = median(all->dispatch.at, all->dispatch.count);
        values[6] = median(all->transfer.at, all->transfer.count);
        values[7] = median(all->compile.at, all->compile.count);
    }
    for (int i = 0; i < 8; i++) {
        put_field(out, names[i], ok ? values[i] : nothing(), i == 7 ? ",\n    " : ", ");
    }
}

static void put_operators(FILE *out, const struct flat *file, const struct outcome *outcome, int ok) {
    fputs("    \"operators\": [", out);
    for (uint32_t i = 0; i < file->launches; i++) {
        struct launch launch = launch_at(file, i);
        fprintf(out, "%s{", i == 0 ? "" : ",\n      ");
        put_text_field(out, "name", launch.name, ", ");
        put_text_field(out, "class", launch.class, ", ");
        fprintf(out, "\"macs\": %llu, \"bytes\": %llu, ", (unsigned long long)launch.macs,
                (unsigned long long)(launch.bytes_read + launch.bytes_written));
        put_field(out, "kernel_ms", ok ? launch_median(outcome, i, file->launches) : nothing(), ", ");
        put_field(out, "repeated_ms", outcome->repeated == NULL ? nothing() : outcome->repeated[i], "}");
    }
    fputs("],\n    \"memory\": null,\n", out);
}

/* Adds to a text what still fits. */
PRINTS(3, 4) static void add(char *text, size_t size, const char *format, ...) {
    size_t used = strlen(text);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text + used, size - used, format, arguments);
    va_end(arguments);
}

/* What a reader of the times must know: what ran, and how far its clocks agree. */
static void note_of(const struct job *job, const struct network *network, const struct pooled *all, int ok, char *note,
        size_t size) {
    const struct head *head = &network->file.head;
    const struct outcome *outcome = &network->outcome;
    double repeated = 0;
    for (uint32_t i = 0; i < network->file.launches && outcome->repeated != NULL; i++) {
        repeated += outcome->repeated[i];
    }
    snprintf(note, size, "%s%s%s kernels, weights %s, flat file %08lx", head->note, head->note[0] == '\0' ? "" : "; ",
            head->kernel_set, head->weights, (unsigned long)network->file.checksum);
    if (job->options->flush != 0) {
        add(note, size, "; flushed after every %lu launches", job->options->flush);
    }
    if (ok && repeated > 0 && job->options->events) {
        add(note, size, "; kernels add up to %.3f ms by events, to %.3f ms by repetition",
                median(all->kernel.at, all->kernel.count), repeated);
    } else if (!job->options->events) {
        add(note, size, "; no event times: %s", repeated > 0
                        ? "kernels take in every sample what they take when repeated, transfers count as dispatch"
                        : "kernels and transfers count as dispatch");
    }
    if (outcome->odd_copies > 0) {
        add(note, size, "; %d copies with impossible event times count as 0 ms of transfer", outcome->odd_copies);
    }
}

static void put_row(FILE *out, const struct job *job, const struct network *network) {
    const struct flat *file = &network->file;
    const struct outcome *outcome = &network->outcome;
    struct pooled all = pool(outcome, file->launches);
    int ok = !outcome->is_wrong && 2 * all.steady > outcome->count;
    size_t unsteady = outcome->count - all.steady;
    char text[1200] = "";
    fputs("{\n    ", out);
    put_subject(out, file, &job->device);
    fputs(",\n    ", out);
    note_of(job, network, &all, ok, text, sizeof text);
    put_text_field(out, "note", text, ",\n    ");
    put_times(out, &all, ok);
    fprintf(out, "\"launches\": %lu, \"heap_mb\": 0,\n    ", (unsigned long)file->launches);
    put_list_field(out, "samples_ms", &all.samples, ",\n    ");
    fprintf(out, "\"verified\": %s, ", outcome->is_wrong ? "false" : "true");
    put_field(out, "max_error", outcome->error, ",\n");
    put_operators(out, file, outcome, ok);
    fprintf(out, "    \"status\": \"%s\", ", outcome->is_wrong ? "wrong_result" : ok ? "ok" : "not_steady");
    text[0] = '\0';
    if (outcome->is_wrong) {
        snprintf(text, sizeof text,
                "block %lu: output of pass %lu differs from the reference: %.9g instead of %.9g at element %llu, by %.2g"
                " of the largest output, allowed is %.0e",
                outcome->wrong_block, outcome->wrong_pass, outcome->wrong.is, outcome->wrong.should,
                (unsigned long long)outcome->wrong.at, outcome->error, file->head.tolerance);
    } else if (unsteady > 0) {
        snprintf(text, sizeof text, "%zu of %zu blocks did not come to a steady pace%s", unsteady, outcome->count,
                ok ? " and are left out of the numbers" : "");
    }
    put_text_field(out, "reason", text, ",\n");
    put_blocks(out, outcome, file->launches);
    fputs("  }", out);
    free(all.samples.at);
    free(all.transfer.at);
    free(all.kernel.at);
    free(all.dispatch.at);
    free(all.compile.at);
}

/* The launches of a network that were taken apart; how many there were before, and with them. */
static int put_ablations(FILE *out, const struct job *job, const struct network *network, int before) {
    static const char *const medians[PARTS] = {"full_ms", "memory_only_ms", "compute_only_ms"};
    static const char *const samples[PARTS] = {"full_samples_ms", "memory_only_samples_ms", "compute_only_samples_ms"};
    const struct flat *file = &network->file;
    const struct outcome *outcome = &network->outcome;
    for (uint32_t i = 0; i < file->launches && outcome->parts != NULL; i++) {
        struct launch launch = launch_at(file, i);
        const struct numbers *all[PARTS];
        if (!has_parts(&launch)) {
            continue;
        }
        fputs(before++ == 0 ? "{\n    " : ", {\n    ", out);
        put_subject(out, file, &job->device);
        fputs(",\n    ", out);
        put_text_field(out, "launch", launch.name, ", ");
        put_text_field(out, "class", launch.class, ",\n    ");
        for (int part = 0; part < PARTS; part++) {
            all[part] = &outcome->parts[(size_t)part * file->launches + i];
            put_field(out, medians[part], median(all[part]->at, all[part]->count), part < 2 ? ", " : ",\n    ");
        }
        for (int part = 0; part < PARTS; part++) {
            put_list_field(out, samples[part], all[part], part < 2 ? ",\n    " : "\n  }");
        }
    }
    return before;
}

static void put_rate(FILE *out, const char *name, const struct numbers *samples) {
    put_field(out, name, best(samples), ", ");
    put_list_field(out, "samples", samples, "}");
}

static void put_peaks(FILE *out, const struct ceilings *found) {
    int top = 0;
    for (int w = 1; w < WIDTHS; w++) {
        top = best(&found->peaks[w]) > best(&found->peaks[top]) ? w : top;
    }
    fprintf(out, "\"peak\": {\"width\": %d, \"chains\": %u, ", 1 << top, CHAINS);
    put_field(out, "gflop_per_s", best(&found->peaks[top]), ", \"widths\": [");
    for (int w = 0; w < WIDTHS; w++) {
        fprintf(out, "%s{\"width\": %d, \"chains\": %u, ", w == 0 ? "" : ",\n    ", 1 << w, CHAINS);
        put_rate(out, "gflop_per_s", &found->peaks[w]);
    }
    fputs("]},\n    ", out);
}

static void put_curves(FILE *out, const struct ceilings *found) {
    int first = 1;
    fputs("\"bandwidth\": [", out);
    for (int p = 0; p < PATTERNS; p++) {
        for (int i = 0; i < POINTS; i++) {
            fprintf(out, "%s{\"pattern\": \"%s\", \"bytes\": %llu, ", p + i == 0 ? "" : ",\n    ", pattern_names[p],
                    (unsigned long long)found->curves[p][i].bytes);
            put_rate(out, "gb_per_s", &found->curves[p][i].samples);
        }
    }
    fputs("],\n    \"plateaus\": [", out);
    for (int p = 0; p < PATTERNS; p++) {
        struct level levels[POINTS];
        int count = levels_of(found->curves[p], levels);
        for (int i = 0; i < count; i++) {
            fprintf(out, "%s{\"pattern\": \"%s\", \"name\": \"%s\", ", first ? "" : ",\n    ", pattern_names[p],
                    levels[i].name);
            put_field(out, "gb_per_s", levels[i].rate, ", ");
            fprintf(out, "\"from_bytes\": %llu, \"to_bytes\": %llu}", (unsigned long long)levels[i].from,
                    (unsigned long long)levels[i].to);
            first = 0;
        }
    }
    fputs("],\n    ", out);
}

static void put_ceilings(FILE *out, const struct device *device, const struct ceilings *found) {
    static const char *const directions[2] = {"host_to_device", "device_to_host"};
    fputs("  \"ceilings\": [{\n    \"when\": \"start\", \"backend\": \"riffle-run\", ", out);
    put_text_field(out, "device", device->name, ", ");
    fprintf(out, "\"threads\": %lu,\n    ", (unsigned long)device->units);
    put_peaks(out, found);
    put_curves(out, found);
    fputs("\"launch\": {", out);
    put_field(out, "alone_us", median(found->alone.at, found->alone.count), ", ");
    put_field(out, "queued_us", median(found->queued.at, found->queued.count), ", ");
    fprintf(out, "\"queue_length\": %d,\n    ", QUEUE);
    put_list_field(out, "alone_samples", &found->alone, ",\n    ");
    put_list_field(out, "queued_samples", &found->queued, "},\n    \"transfers\": [");
    for (int direction = 0; direction < 2; direction++) {
        for (int i = 0; i < found->transfer_sizes; i++) {
            fprintf(out, "%s{\"direction\": \"%s\", \"bytes\": %llu, ", direction + i == 0 ? "" : ",\n    ",
                    directions[direction], (unsigned long long)found->transfer_bytes[i]);
            put_rate(out, "gb_per_s", &found->transfers[direction][i]);
        }
    }
    fputs("],\n    ", out);
    put_field(out, "load_average", found->load, "\n  }],\n");
}

static void put_results(FILE *out, const struct job *job) {
    int ablations = 0;
    fputs("{\n  \"schema\": 2,\n  \"kind\": \"riffle-run\",\n", out);
    put_environment(out, job);
    fputs("  \"rows\": [", out);
    for (size_t n = 0; n < job->count; n++) {
        fputs(n == 0 ? "" : ", ", out);
        put_row(out, job, &job->networks[n]);
    }
    fputs("],\n", out);
    if (job->ceilings == NULL) {
        fputs("  \"ceilings\": [],\n", out);
    } else {
        put_ceilings(out, &job->device, job->ceilings);
    }
    fputs("  \"ablations\": [", out);
    for (size_t n = 0; n < job->count; n++) {
        ablations = put_ablations(out, job, &job->networks[n], ablations);
    }
    fputs("],\n  \"job\": null\n}\n", out);
}

/* The file beside the results that becomes them once it is whole; the memory is the caller's. */
static char *unfinished(const char *json) {
    size_t size = strlen(json) + sizeof ".part";
    char *name = zeros(size, 1);
    snprintf(name, size, "%s.part", json);
    return name;
}

/* Writes what there is, as a whole: readers see an earlier state or this one. To stdout only what is last. */
static void save(const struct job *job, int last) {
    const char *json = job->options->json;
    char *name;
    FILE *out;
    int written;
    if (json == NULL && !last) {
        return;
    }
    name = json == NULL ? NULL : unfinished(json);
    out = json == NULL ? stdout : fopen(name, "w");
    if (out == NULL) {
        die(FAILED, "%s cannot be written", name);
    }
    put_results(out, job);
    written = fflush(out) == 0 && !ferror(out);
    if (json != NULL) {
        written = fclose(out) == 0 && written;
        written = written && rename(name, json) == 0;
    }
    if (!written) {
        die(FAILED, "the results cannot be written");
    }
    free(name);
}

/* ---- The command line -------------------------------------------------------------------------------------------- */

static const char USAGE[] =
        "Usage: riffle-run [OPTIONS] FILE... runs flat bundles, which ./riffle capture --flat writes\n"
        "       riffle-run --list            lists the OpenCL devices\n"
        "       riffle-run --check FILE...   looks whether files are whole, and runs nothing\n"
        "\n"
        "  --device DEVICE         index, or part of a name, platform or vendor (default: the first)\n"
        "  --opencl-library FILE   an OpenCL library (default: RIFFLE_OPENCL_LIBRARY, or what the system has)\n"
        "  --blocks N              times the device is opened and warmed up anew (default: 5)\n"
        "  --samples N             timed passes of a block, fewer where a pass is slow (default: 20)\n"
        "  --pause SECONDS         to cool between blocks (default: 10)\n"
        "  --flush N               flushes after every N launches; 0: never (default: as the driver needs it)\n"
        "  --no-events             no event times: for drivers that hang or lie with them\n"
        "  --no-parts              does not take kernels apart\n"
        "  --ceilings              measures also what the device can do at best, in a minute or so\n"
        "  --json FILE             file for the results (default: stdout)\n"
        "  --output FILE           file for the output of the network, if it is one, float32\n"
        "\n"
        "Exit status: 0 done, 1 the output is wrong or the device failed, 2 wrong use, bad input or no driver.\n";

/* The whole number in an argument. */
static unsigned long number(const char *option, const char *text, unsigned long least, unsigned long most) {
    char *rest = NULL;
    unsigned long value = strtoul(text, &rest, 10);
    if (text[0] < '0' || text[0] > '9' || *rest != '\0' || value < least || value > most) {
        die(REFUSED, "%s is %s, expected a number from %lu to %lu", option, text, least, most);
    }
    return value;
}

/* Reads options; returns where the files begin in the arguments. */
static int read_options(int count, char **arguments, struct options *options) {
    int i = 1;
    memset(options, 0, sizeof *options);
    options->blocks = 5;
    options->samples = 20;
    options->pause = 10;
    options->events = options->parts = 1;
    options->library = getenv("RIFFLE_OPENCL_LIBRARY");
    for (; i < count && strncmp(arguments[i], "--", 2) == 0; i++) {
        const char *name = arguments[i];
        const char *value = i + 1 < count ? arguments[i + 1] : NULL;
        int takes = 1;
        if (strcmp(name, "--help") == 0) {
            fputs(USAGE, stdout);
            exit(DONE);
        } else if (strcmp(name, "--list") == 0) {
            options->list = 1;
            takes = 0;
        } else if (strcmp(name, "--check") == 0) {
            options->check = 1;
            takes = 0;
        } else if (strcmp(name, "--no-events") == 0) {
            options->events = takes = 0;
        } else if (strcmp(name, "--no-parts") == 0) {
            options->parts = takes = 0;
        } else if (strcmp(name, "--ceilings") == 0) {
            options->ceilings = 1;
            takes = 0;
        } else if (value == NULL) {
            die(REFUSED, "%s is no option, or its value is missing; --help lists the options", name);
        } else if (strcmp(name, "--device") == 0) {
            if (value[strspn(value, " ")] == '\0') {
                die(REFUSED, "--device is empty, expected an index or a part of a name; --list lists them");
            }
            options->device = value;
        } else if (strcmp(name, "--opencl-library") == 0) {
            options->library = value;
        } else if (strcmp(name, "--json") == 0) {
            options->json = value;
        } else if (strcmp(name, "--output") == 0) {
            options->output = value;
        } else if (strcmp(name, "--blocks") == 0) {
            options->blocks = number(name, value, 1, 1000);
        } else if (strcmp(name, "--samples") == 0) {
            options->samples = number(name, value, 1, 100000);
        } else if (strcmp(name, "--pause") == 0) {
            options->pause = (double)number(name, value, 0, 3600);
        } else if (strcmp(name, "--flush") == 0) {
            options->flush = number(name, value, 0, 1000000);
            options->flush_given = 1;
        } else {
            die(REFUSED, "%s is no option; --help lists them", name);
        }
        i += takes;
    }
    return i;
}

/* Checks files alone, a line each. */
static int check_files(int count, char **names) {
    int status = DONE;
    for (int i = 0; i < count; i++) {
        struct flat file;
        if (read_file(&file, names[i])) {
            printf("%s: %s, %lu launches\n", names[i], file.head.network, (unsigned long)file.launches);
        } else {
            printf("%s %s\n", names[i], file.problem);
            status = REFUSED;
        }
        free(file.bytes);
    }
    return status;
}

/* The model of an Adreno; 0 if the device is none, or does not tell. */
static unsigned long adreno(const struct device *device) {
    const char *texts[2];
    texts[0] = device->name;
    texts[1] = device->version;
    for (int i = 0; i < 2; i++) {
        const char *at = strstr(texts[i], "Adreno");
        const char *number = at == NULL ? NULL : strpbrk(at, "0123456789");
        if (number != NULL) {
            return strtoul(number, NULL, 10);
        }
    }
    return 0;
}

/* What others found these drivers to need: Adrenos only up to the 620. */
static unsigned long usual_flush(const struct device *device) {
    if (contains(device->name, "mali")) {
        return 24;
    }
    return contains(device->name, "adreno") && adreno(device) <= 620 ? 16 : 0;
}

/* Says what is wrong with a network's output, or that nothing is; whether something is. */
static int judge(const struct network *network) {
    const struct outcome *outcome = &network->outcome;
    const struct head *head = &network->file.head;
    if (outcome->is_wrong) {
        tell("riffle-run: the output of %s is wrong: %.9g instead of %.9g at element %llu, error %.2g of the largest"
             " output, allowed is %.0e",
                head->network, outcome->wrong.is, outcome->wrong.should, (unsigned long long)outcome->wrong.at,
                outcome->error, head->tolerance);
    } else {
        tell("the output of %s agrees with the reference: error %.2g of the largest output, allowed is %.0e",
                head->network, outcome->error, head->tolerance);
    }
    return outcome->is_wrong;
}

/* Frees what a job holds, so that what a sanitizer still finds is a fault. */
static void forget_job(struct job *job) {
    for (size_t n = 0; n < job->count; n++) {
        struct network *network = &job->networks[n];
        struct outcome *outcome = &network->outcome;
        for (size_t b = 0; b < job->options->blocks; b++) {
            free(outcome->blocks[b].warm_up.at);
            free(outcome->blocks[b].samples.at);
            free(outcome->blocks[b].transfer.at);
            free(outcome->blocks[b].kernels.at);
        }
        for (size_t i = 0; outcome->parts != NULL && i < (size_t)PARTS * network->file.launches; i++) {
            free(outcome->parts[i].at);
        }
        free(outcome->parts);
        free(outcome->blocks);
        free(outcome->repeated);
        free(network->file.bytes);
    }
    forget_ceilings(job->ceilings);
    forget(&job->device);
    free(job);
}

/* Refuses what cannot be written before anything is measured for it. */
static void require_writable(const char *json) {
    char *name = unfinished(json);
    FILE *out = fopen(name, "w");
    if (out == NULL || fclose(out) != 0) {
        die(FAILED, "%s cannot be written", json);
    }
    remove(name);
    free(name);
}

static int run_files(int count, char **names, struct options *options) {
    struct job *job = zeros(1, sizeof *job);
    time_t seconds = time(NULL);
    struct tm *utc = gmtime(&seconds);
    char how[60];
    int status = DONE;
    job->options = options;
    job->load = load_average();
    if (utc == NULL || strftime(job->date, sizeof job->date, "%Y-%m-%dT%H:%M:%SZ", utc) == 0) {
        die(FAILED, "the system has no date");
    }
    if (count > MOST_NETWORKS || (count > 1 && options->output != NULL)) {
        die(REFUSED, "%d files, expected %s", count, options->output != NULL ? "one for --output" : "at most 16");
    }
    for (; job->count < (size_t)count; job->count++) {
        struct flat *file = &job->networks[job->count].file;
        const char *name = names[job->count];
        if (!read_file(file, name)) {
            die(REFUSED, "%s %s", name, file->problem);
        }
        if (options->ceilings && job->count == 0 && !has_micro_kernels(file)) {
            die(REFUSED, "%s has no micro-kernels: --ceilings cannot be had from it", name);
        }
    }
    open_library(options->library);
    if (!find_device(options->device, 0, &job->device)) {
        die(REFUSED, "no OpenCL device is called %s; --list lists them",
                options->device == NULL ? "anything" : options->device);
    }
    if (!job->device.little) {
        die(REFUSED, "%s is big-endian, expected little-endian", job->device.name);
    }
    if (!options->flush_given) {
        options->flush = usual_flush(&job->device);
    }
    if (options->json != NULL) {
        require_writable(options->json);
    }
    if (emulation(how, sizeof how)) {
        tell("emulated (%s): outputs are checked, but times are none of a machine", how);
    }
    for (size_t n = 0; n < job->count; n++) {
        const struct head *head = &job->networks[n].file.head;
        tell("%s in %s kernels, plan %s, on %s (%s)", head->network, head->kernel_set, head->plan, job->device.name,
                job->device.platform_name);
    }
    if (options->ceilings) {
        tell("ceilings");
        if (!attempt(measure_ceilings, job)) {
            leave_out(job, "ceilings", job->device.name);
        }
    }
    measure(job);
    save(job, 1);
    for (size_t n = 0; n < job->count; n++) {
        status = judge(&job->networks[n]) ? FAILED : status;
    }
    forget_job(job);
    return status;
}

int main(int count, char **arguments) {
    struct options options;
    const uint16_t one = 1;
    int first = read_options(count, arguments, &options);
    if (*(const unsigned char *)&one != 1) {
        die(REFUSED, "this machine is big-endian, expected little-endian");
    }
    if (options.list && first == count) {
        struct device none;
        open_library(options.library);
        find_device(NULL, 1, &none);
        return DONE;
    }
    if (options.check && first < count) {
        return check_files(count - first, arguments + first);
    }
    if (options.list || options.check || first >= count) {
        fputs(USAGE, stderr);
        return REFUSED;
    }
    return run_files(count - first, arguments + first, &options);
}
