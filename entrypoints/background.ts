import '../lib/zod.ts'
import { defineBackground } from 'wxt/utils/define-background'
import { startWorker } from '../lib/worker/start.ts'

// Synchronous: a listener that is added late misses the event that the worker was woken for.
export default defineBackground({ type: 'module', main: startWorker })
