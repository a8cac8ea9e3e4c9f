/** Ways round that the browser’s own policies close, in a browser that has the whole of the pack. */
import { policiesOf } from '../../lib/policy/browser-policies.ts'
import { SHARED_POLICIES } from '../../lib/policy/shared-policies.ts'
import { SETTINGS } from './cases/settings.ts'
import { play } from './play.ts'
import { startStage } from './stage.ts'

const pack = Object.fromEntries([...policiesOf('chrome'), ...policiesOf('chrome', SHARED_POLICIES)])
/** What would shut the test out of its own browser. */
const FOR_THE_TEST = { RemoteDebuggingAllowed: true, DeveloperToolsAvailability: 1, IdleTimeout: undefined }

play([...SETTINGS], () => startStage(undefined, { extraPolicies: { ...pack, ...FOR_THE_TEST } }))
