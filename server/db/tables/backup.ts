/** What became of each backup. The files themselves are in their folder: a restored database knows nothing of them. */
import type { Generated } from 'kysely'

export interface BackupsTable {
  id: Generated<number>
  began: number
  ended: number
  asked: 'time' | 'hand' | 'command'
  /** Its name, when one was made. */
  file: string | null
  bytes: number
  /** Why none was made, in words. */
  problem: string | null
}
