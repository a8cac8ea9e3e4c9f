/**
 * The data files as they are written by hand, whole: for tests, for making `assets/shipped-lists.json`, and for
 * whoever shows a service by its name. The worker reads the shipped lists instead, which are a fifth of the size.
 */
import adult from '../../assets/catalogue/adult.json' with { type: 'json' }
import ads from '../../assets/catalogue/ads.json' with { type: 'json' }
import ai from '../../assets/catalogue/ai.json' with { type: 'json' }
import bypass from '../../assets/catalogue/bypass.json' with { type: 'json' }
import drugsAlcohol from '../../assets/catalogue/drugs-alcohol.json' with { type: 'json' }
import everyday from '../../assets/catalogue/everyday.json' with { type: 'json' }
import gamblingCrypto from '../../assets/catalogue/gambling-crypto.json' with { type: 'json' }
import games from '../../assets/catalogue/games.json' with { type: 'json' }
import harm from '../../assets/catalogue/harm.json' with { type: 'json' }
import mailStorage from '../../assets/catalogue/mail-storage.json' with { type: 'json' }
import media from '../../assets/catalogue/media.json' with { type: 'json' }
import newsSport from '../../assets/catalogue/news-sport.json' with { type: 'json' }
import piracy from '../../assets/catalogue/piracy.json' with { type: 'json' }
import search from '../../assets/catalogue/search.json' with { type: 'json' }
import security from '../../assets/catalogue/security.json' with { type: 'json' }
import socialChat from '../../assets/catalogue/social-chat.json' with { type: 'json' }
import strangersDating from '../../assets/catalogue/strangers-dating.json' with { type: 'json' }
import neverBlockFile from '../../assets/catalogue/never-block.json' with { type: 'json' }
import type { CatalogueFile, NeverBlockEntry, NeverBlockFile } from './data.ts'

/** The service catalogue, a file for each theme. */
const files: readonly unknown[] = [
  adult,
  ads,
  ai,
  bypass,
  drugsAlcohol,
  everyday,
  gamblingCrypto,
  games,
  harm,
  mailStorage,
  media,
  newsSport,
  piracy,
  search,
  security,
  socialChat,
  strangersDating,
]
export const CATALOGUE = files as readonly CatalogueFile[]

export const NEVER_BLOCK: readonly NeverBlockEntry[] = (neverBlockFile as NeverBlockFile).hosts
