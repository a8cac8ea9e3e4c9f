import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { handOver } from '../lib/browser/content.ts'
import { Early } from '../lib/ui/personal/early.ts'

// Declared in lib/browser/manifest.ts, as entrypoints/frames.ts is and for the same reason.
export default defineUnlistedScript(() => void handOver('personal', () => new Early(document)))
