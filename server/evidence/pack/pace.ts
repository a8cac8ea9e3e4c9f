/** How far a pack is, shared with the thread that makes it. */
import type { PackMaking } from '../../../lib/protocol/evidence-staff.ts'
import { Progress } from '../../threads/progress.ts'

const PHASES = ['rows', 'proofs', 'file'] as const satisfies readonly PackMaking['phase'][]

/** In rows, in days; of the file nothing is counted. */
export class PackProgress extends Progress<PackMaking['phase']> {
  constructor(shared?: SharedArrayBuffer) {
    super(PHASES, shared)
  }
}
