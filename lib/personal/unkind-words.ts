/**
 * Words that hurt, by language and by kind. A table: a language is added by its own entry. Written in small letters,
 * without accents, and only what is said to people; `?` marks a letter that may be there.
 */
export interface UnkindWords {
  /** Unkind whoever they are said of. Whole words. */
  readonly always: readonly string[]
  /** Unkind when somebody is called so; else a word like another: a fat book, an ugly duckling. */
  readonly aimed: readonly string[]
  /** Whole sayings. */
  readonly sayings: readonly string[]
  /** Who is meant, directly before an aimed word. */
  readonly you: readonly string[]
  /** What may stand between. */
  readonly filling: readonly string[]
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/)
const sayings = (text: string): readonly string[] => text.trim().split(/\s*,\s*/)

export const UNKIND: Readonly<Record<string, UnkindWords>> = {
  en: {
    always:
      words(`fuck fucks fucker fuckers fucking fuckwit motherfucker motherfuckers mf cunt cunts twat twats
      wanker wankers tosser tossers bellend bellends knobhead knobheads dickhead dickheads arsehole arseholes
      asshole assholes bitches biatch slut sluts slag slags whore whores skank faggot faggots nigger niggers nigga
      niggas paki pakis chink chinks spaz spazz spacker mong mongs retards retarded tranny trannies pikey pikeys
      gyppo gypo kys kms stfu gtfo shithead shitheads dumbass dumbo fatso fatty lardarse uglymug minger munter`),
    aimed:
      words(`idiot idiots stupid dumb thick moron moronic loser losers ugly fat pig cow rat snake freak weirdo
      creep retard bitch bastard prick dick cock tit knob tramp scum trash rubbish worthless useless pathetic
      disgusting gross horrible nasty gay queer dyke lesbo spastic psycho mental crazy nobody joke embarrassing
      annoying smelly stinky dirty dead coward baby crybaby sissy liar snitch grass`),
    sayings: sayings(`kill yourself, kill urself, go die, hope you die, hope u die, drop dead, go to hell,
      i hate you, i hate u, i h8 u, hate your guts, everyone hates you, everyone hates u, nobody likes you,
      nobody likes u, no one likes you, no one likes u, nobody wants you, no one wants you, you have no friends,
      u have no friends, you should die, u should die, you are nothing, your mum is fat, your mums fat, ur mum,
      shut up, shut your mouth, shut ur mouth, shut your face, piss off, screw you, get lost, go away you,
      thats so gay, you stink, u stink, you smell, u smell, i will beat you up, ill beat you up, im going to hurt you`),
    you: words('you u ya youre your ur ure yous'),
    filling: words(
      'are r such so a an the really very just absolute absolutely total complete little big fat stupid ugly dumb all look looking sound being totally actually literally such',
    ),
  },
}
