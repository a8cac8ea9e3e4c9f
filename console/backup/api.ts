import { backupsSchema } from '../../lib/protocol/backup.ts'
import { ask } from '../api.ts'

export const backupApi = {
  state: () => ask(backupsSchema, 'GET', '/admin/backups'),
  now: () => ask(backupsSchema, 'POST', '/admin/backups', {}),
  cancel: () => ask(backupsSchema, 'DELETE', '/admin/backups/running'),
  keysKept: () => ask(backupsSchema, 'POST', '/admin/backups/keys-kept', {}),
}
