/**
 * Hosts whose frames load on the pages of every lesson: players that teaching pages are full of. As pages they stay
 * closed, and what the school's policy closes stays closed as a frame too. From general knowledge of what schools'
 * pages embed, last looked through on 2026-11-22. Nothing stands here whose frames are whole sites to wander in.
 */
export const PLAYER_HOSTS: readonly string[] = [
  // Film and sound.
  'www.youtube.com',
  'www.youtube-nocookie.com',
  'player.vimeo.com',
  'emp.bbc.co.uk',
  'fast.wistia.net',
  'fast.wistia.com',
  'players.brightcove.net',
  'content.jwplatform.com',
  'cdn.jwplayer.com',
  'cdnapisec.kaltura.com',
  'embed.ted.com',
  'w.soundcloud.com',
  // Mathematics and science that is drawn and moved.
  'www.geogebra.org',
  'www.desmos.com',
  'phet.colorado.edu',
  // Exercises.
  'h5p.org',
  'h5p.com',
  // Sign-in buttons of the school platforms, which are frames; their own pages are open anyway (needed.ts).
  'accounts.google.com',
  'login.microsoftonline.com',
]
