/**
 * The one door to zod. `zod/mini` keeps the worker small; `jitless` keeps zod from probing `new Function`,
 * which an extension's content security policy forbids (it would report a violation at every start).
 */
import * as z from 'zod/mini'

z.config({ jitless: true })

export { z }
