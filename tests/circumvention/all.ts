/** Every case there is, played or not. */
import { listed } from './case.ts'
import type { Case, Listed } from './case.ts'
import { ADDRESS } from './cases/address.ts'
import { ATTACKS } from './cases/attacks.ts'
import { CARRIED_CASES } from './cases/carried.ts'
import { CHANGES } from './cases/changes.ts'
import { CHATS } from './cases/chats.ts'
import { DETOUR } from './cases/detour.ts'
import { ENGINES } from './cases/engines.ts'
import { FILES } from './cases/files.ts'
import { FRAMES } from './cases/frames.ts'
import { FRESH } from './cases/fresh.ts'
import { GAMES } from './cases/games.ts'
import { NOT_RUN } from './cases/not-run.ts'
import { ODD } from './cases/odd-documents.ts'
import { ORDINARY } from './cases/ordinary.ts'
import { RESTARTS } from './cases/restarts.ts'
import { SERVICES } from './cases/services.ts'
import { SETTINGS } from './cases/settings.ts'
import { TUNNELS } from './cases/tunnels.ts'
import { UNLOADED } from './cases/unloaded.ts'
import { WORKERS } from './cases/workers.ts'
import { WINDOWS } from './cases/windows.ts'

const PLAYED: readonly (readonly Case<never>[])[] = [
  ADDRESS,
  DETOUR,
  FRAMES,
  UNLOADED,
  CARRIED_CASES,
  SERVICES,
  TUNNELS,
  CHANGES,
  WORKERS,
  ODD,
  ENGINES,
  FRESH,
  GAMES,
  CHATS,
  ATTACKS,
  WINDOWS,
  FILES,
  RESTARTS,
  SETTINGS,
  ORDINARY,
]

export const ALL: readonly Listed[] = [...PLAYED.flat().map(listed), ...NOT_RUN.map(listed)]
