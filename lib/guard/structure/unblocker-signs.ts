/** All signs of a page that shows other pages. */
import type { Facts } from './facts.ts'
import { remoteSigns } from './remote.ts'
import { addressSigns } from './unblocker-address.ts'
import type { UnblockerSign } from './unblocker-address.ts'
import { engineSigns } from './unblocker-engine.ts'
import { lookSigns } from './unblocker-look.ts'

export const unblockerSigns = (facts: Facts): UnblockerSign[] => [
  ...addressSigns(facts),
  ...engineSigns(facts),
  ...lookSigns(facts),
  ...remoteSigns(facts),
]
