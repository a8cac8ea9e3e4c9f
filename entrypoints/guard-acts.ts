import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { Acts } from '../lib/guard/page/acts.ts'

// Declared in lib/browser/manifest.ts, in the page's own world, behind entrypoints/start.ts, which waits for it.
export default defineUnlistedScript(() => new Acts().start())
