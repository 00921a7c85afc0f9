// Swift has no constant data from files that compiles quickly; C23 has #embed.
#include "EmbeddedFiles.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char qemu64m[] = {
#embed "../Machines/qemu-64m.e820"
};
static const unsigned char qemu128m[] = {
#embed "../Machines/qemu-128m.e820"
};
static const unsigned char qemu512m[] = {
#embed "../Machines/qemu-512m.e820"
};
static const unsigned char thinkpadT400[] = {
#embed "../Machines/thinkpad-t400.e820"
};
static const unsigned char inspiron1545[] = {
#embed "../Machines/inspiron-1545.e820"
};
static const unsigned char qemuOvmf4g[] = {
#embed "../Machines/qemu-ovmf-4g.e820"
};
static const unsigned char qemu600g8nodes[] = {
#embed "../Machines/qemu-600g-8nodes.e820"
};
static const unsigned char server15t2node[] = {
#embed "../Machines/server-1.5t-2node.e820"
};
static const unsigned char luaTables[] = {
#embed "../Traces/lua-tables.rep"
};
static const unsigned char sqlite3[] = {
#embed "../Traces/sqlite3.rep"
};
static const unsigned char threadsCpp[] = {
#embed "../Traces/threads-cpp.rep"
};

static const unsigned char framesLesson[] = {
#embed "../Lessons/frames.md"
};
static const unsigned char walkLesson[] = {
#embed "../Lessons/walk.md"
};
static const unsigned char rightsLesson[] = {
#embed "../Lessons/rights.md"
};
static const unsigned char tlbLesson[] = {
#embed "../Lessons/tlb.md"
};
static const unsigned char mallocLesson[] = {
#embed "../Lessons/malloc.md"
};
static const unsigned char fragmentationLesson[] = {
#embed "../Lessons/fragmentation.md"
};
static const unsigned char sqliteLesson[] = {
#embed "../Lessons/sqlite.md"
};
static const unsigned char layersLesson[] = {
#embed "../Lessons/layers.md"
};

static const struct EmbeddedFile machines[] = {
    {"qemu-64m", qemu64m, sizeof qemu64m},
    {"qemu-128m", qemu128m, sizeof qemu128m},
    {"qemu-512m", qemu512m, sizeof qemu512m},
    {"thinkpad-t400", thinkpadT400, sizeof thinkpadT400},
    {"inspiron-1545", inspiron1545, sizeof inspiron1545},
    {"qemu-ovmf-4g", qemuOvmf4g, sizeof qemuOvmf4g},
    {"qemu-600g-8nodes", qemu600g8nodes, sizeof qemu600g8nodes},
    {"server-1.5t-2node", server15t2node, sizeof server15t2node},
    {NULL, NULL, 0},
};

static const struct EmbeddedFile traces[] = {
    {"lua-tables", luaTables, sizeof luaTables},
    {"sqlite3", sqlite3, sizeof sqlite3},
    {"threads-cpp", threadsCpp, sizeof threadsCpp},
    {NULL, NULL, 0},
};

static const struct EmbeddedFile lessons[] = {
    {"frames", framesLesson, sizeof framesLesson},
    {"walk", walkLesson, sizeof walkLesson},
    {"rights", rightsLesson, sizeof rightsLesson},
    {"tlb", tlbLesson, sizeof tlbLesson},
    {"malloc", mallocLesson, sizeof mallocLesson},
    {"fragmentation", fragmentationLesson, sizeof fragmentationLesson},
    {"sqlite", sqliteLesson, sizeof sqliteLesson},
    {"layers", layersLesson, sizeof layersLesson},
    {NULL, NULL, 0},
};

const struct EmbeddedFile *embeddedMachines(void) { return machines; }

const struct EmbeddedFile *embeddedTraces(void) { return traces; }

const struct EmbeddedFile *embeddedLessons(void) { return lessons; }
