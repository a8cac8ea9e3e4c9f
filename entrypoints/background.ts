import '../lib/zod.ts'
import { defineBackground } from 'wxt/utils/define-background'
import { startWorker } from '../lib/worker/start.ts'

// Synchronous: a listener that is added late misses the event that the worker was woken for.
// A classic script in one file starts a fifth sooner than a module with chunks: docs/adr/0010-worker-start.md.
export default defineBackground({ main: startWorker })
