/**
 * Which frames pprof leaves out of the profiles of older formats, as the `drop_frames` and `keep_frames` it would write into
 * a converted profile (addLegacyFrameInfo in its profile package). They match whole function names.
 */
export interface FrameRules {
  readonly dropFrames: string;
  readonly keepFrames: string;
}

const allocators = [
  'c?free|(__)?posix_memalign|(do_)?memalign|[cm]alloc|p?valloc|realloc|__libc_malloc',
  'tc_([cm]alloc|c?free|(posix_)?memalign|p?valloc|realloc|(new|delete|newarray|deletearray)|new(array)?_nothrow)',
  String.raw`tcmalloc::.*|(::)?do_malloc(_no_errno|_pages)?|DoSampledAllocation|BaseArena::.*`,
  'malloc_zone_([cmv]alloc|realloc|memalign|free)',
  String.raw`operator new(\[\])?|__builtin_(vec_)?(new|delete)|MallocedMemBlock::MallocedMemBlock|_M_allocate|allocate`,
  'cpp_alloc|simple_alloc::allocate|__gnu_cxx::new_allocator::allocate|__malloc_alloc_template::allocate',
  String.raw`runtime\..*`,
];

const locks = [
  String.raw`(base::)?RecordLockProfileData.*|(base::)?Submit(Mutex|SpinLock)ProfileData.*`,
  String.raw`((base::)?Mutex::)?(AwaitCommon|Unlock|UnlockSlow|ReaderUnlock).*`,
  String.raw`((base::)?MutexLock::)?~MutexLock.*`,
  String.raw`(SpinLock::)?(Unlock|SlowUnlock).*|(SpinLockHolder::)?~SpinLockHolder.*`,
];

/** Allocators, and the Go runtime below the first other function; what the runtime calls back stays. */
export const heapFrames: FrameRules = {
  dropFrames: allocators.join('|'),
  keepFrames: String.raw`runtime\.(panic|reflectcall|call[0-9]*)`,
};

/** What releases a lock and accounts for the wait. */
export const contentionFrames: FrameRules = { dropFrames: locks.join('|'), keepFrames: '' };

/** The profiler's own signal handler; pprof gives this rule to everything else. */
export const otherFrames: FrameRules = {
  dropFrames: '((ProfileData|CpuProfiler)::prof_handler|ProfileData::Add|__pthread_sighandler|__restore)',
  keepFrames: '',
};
