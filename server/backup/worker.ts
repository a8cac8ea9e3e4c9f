/** The thread that makes backups. */
import { answering } from '../threads/answering.ts'
import { atLeisure } from '../threads/at-leisure.ts'
import { Refusal } from '../errors.ts'
import { BackupError } from './cipher.ts'
import { Cancelled } from '../threads/progress.ts'
import { type BackupJob, writeBackup } from './write.ts'

atLeisure('nobody')
answering(async (job: BackupJob) => {
  try {
    return await writeBackup(job)
  } catch (error) {
    // As refusals they cross from one thread to the other with their kind.
    if (error instanceof BackupError) throw new Refusal(409, 'backup', error.message)
    if (error instanceof Cancelled) throw new Refusal(409, 'cancelled', 'The backup was cancelled.')
    throw error
  }
})
