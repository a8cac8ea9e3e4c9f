/** Words that other scorers ask for, beside what they see by structure: ways round, games, strangers to talk to. */
import type { Vocabulary } from './shape.ts'

export const UNBLOCKER: Vocabulary = {
  topic: `proxy proxies unblock* unblocker* bypass* filter filters firewall vpn blocked restrictions restricted browse
    browsing anonymous* censorship
    dirprwy dadflocio hidlydd hidlwyr osgoi rhwystr* blocio
    odblok* blokad* filtr filtry zablokowan* cenzur*
    deblocat debloch* debloca* blocat blocate filtru filtre
    проксі розблок* заблокован* блокуван* фільтр* обхід обійти впн
    بروكسي حجب محجوب* فتح_المواقع تخطي تجاوز فلتر
    پراکسی بلاک ان_بلاک فلٹر بائی_پاس وی_پی_این
    ਪ੍ਰੌਕਸੀ ਬਲਾਕ ਅਨਬਲਾਕ ਫਿਲਟਰ
    desbloque* bloquead* filtro
    debloqu* bloque filtrage contourn*
    entsperr* gesperrt* umgeh* sperren`,
  doing: `school schools chromebook* tab_cloak cloak cloaking about_blank panic panic_key stealth_mode fast undetected undetectable
    enter_url type_url web_address go surf mirror* wisp bare transport ysgol szkol* scoala scolii школ* مدرس* اسکول ਸਕੂਲ
    escuela* colegio ecole schule* loads_in_a_new_tab hidden`,
  only: `web_proxy proxy_site unblock_sites unblock_websites unblocked_sites unblock_any unblocked_web bypass_school
    bypass_filters bypass_your bypass_the_filter bypass_firewall bypass_censorship access_any_website access_blocked
    blocked_sites blocked_websites browse_anonymously surf_anonymously enter_a_url enter_any_url search_or_type_a_url
    enter_the_url enter_website_url tab_cloaking tab_cloak school_proxy proxy_browser free_proxy new_proxy
    fastest_proxy unblocked_browser cloaked_tab about_blank_cloak
    dadflocio_gwefannau osgoi_hidlydd osgoi_hidlwyr gwefannau_wedi_u_blocio rhowch_gyfeiriad
    odblokuj_strony odblokowane_strony obejdz_blokad* ominac_blokad* omin_blokad* zablokowane_strony wpisz_adres
    darmowe_proxy darmowy_proxy
    deblocheaza_site* site_uri_blocate siteuri_blocate ocoleste_filtr* introdu_adresa introduceti_adresa proxy_gratuit
    розблокувати_сайт* заблоковані_сайти заблокованих_сайтів обійти_блокування обхід_блокуван* введіть_адресу
    безкоштовний_проксі веб_проксі
    فتح_المواقع_المحجوبه مواقع_محجوبه تجاوز_الحجب تخطي_الحجب ادخل_الرابط ادخل_عنوان بروكسي_مجاني
    بلاک_ویب_سایٹ* ویب_سایٹ_ان_بلاک فلٹر_بائی_پاس مفت_پراکسی پتہ_درج ایڈریس_درج
    ਬਲਾਕ_ਵੈੱਬਸਾਈਟ* ਫਿਲਟਰ_ਬਾਈਪਾਸ ਮੁਫ਼ਤ_ਪ੍ਰੌਕਸੀ
    desbloquear_sitios sitios_bloqueados proxy_gratis introduce_la_url evitar_el_filtro
    debloquer_sites sites_bloques debloquer_des_sites contourner_le_filtre proxy_gratuit entrez_l_adresse
    webseiten_entsperren gesperrte_seiten filter_umgehen adresse_eingeben kostenloser_proxy`,
}

export const UNBLOCKER_LIST: Vocabulary = {
  topic: `proxy proxies proxys unblocker* unblocked unblock bypass* filter filters chromebook* school schools link links mirror* working
    vpn vpns dirprwy dirprwyon dolenni linki lustra oglinzi ysgol dadflocio szkol* scoala scolii deblocat* odblok* школ* заблокован*
    посилання дзеркал* проксі روابط بروكسيات لنکس پراکسی ਲਿੰਕ enlaces liens`,
  doing: `updated daily fresh new_links works teacher teachers newest blocks backup backups bookmark share discord dont_get_blocked not_blocked today codziennie
    aktualizowan* actualizat* оновлен* جديده محدثه تازہ ਨਵੇਂ actualizad* mis_a_jour aktuell*`,
  only: `unblocked_sites sites_that_work sites_that_still links_that_work still_work working_link working_proxy proxies_for_school
    blocked_at_school unblocked_for_school work_on_chromebook work_on_chromebooks new_proxy new_unblocker new_unblockers dirprwy_newydd
    odblokowane_strony deblocate_la_scoala proxy_list proxy_links list_of_proxies working_proxies working_links unblocker_links unblocked_links links_for_school
    school_unblockers new_proxies fresh_links fresh_proxies more_links all_links backup_links mirror_links proxy_sites
    rhestr_dirprwyon dolenni_dirprwy dolenni_newydd lista_proxy dzialajace_linki dzialajace_proxy lista_de_proxy
    linkuri_functionale linkuri_noi список_проксі робочі_посилання робочі_проксі свіжі_посилання قايمه_بروكسي
    روابط_جديده بروكسيات_تعمل پراکسی_لسٹ نئے_لنکس ਪ੍ਰੌਕਸੀ_ਸੂਚੀ ਨਵੇਂ_ਲਿੰਕ lista_de_proxies enlaces_nuevos liste_de_proxy
    liste_de_proxies nouveaux_liens proxy_liste neue_links`,
}

export const GAME: Vocabulary = {
  topic: `game games gaming arcade play player players level levels score highscore multiplayer puzzle racing shooter platformer
    gem gemau chwarae gra gry grac gracz joc jocuri joaca ігри гра грати гравець لعبه العاب العب گیم گیمز کھیل ਗੇਮ ਗੇਮਾਂ ਖੇਡੋ
    juego juegos jugar jeu jeux jouer spiel spiele spielen`,
  doing: `unblocked fullscreen restart leaderboard respawn boss enemies jump power_up upgrade lives skins controls wasd arrow_keys
    pause mute new_game best_score game_over start_game pelny_ekran sterowanie ecran_complet повний_екран керування
    ملء_الشاشه مکمل_اسکرین ਪੂਰੀ_ਸਕ੍ਰੀਨ pantalla_completa plein_ecran vollbild`,
  only: `unblocked_games play_now free_online_games online_games play_free games_unblocked press_space press_start
    insert_coin press_any_key arrow_keys_to use_wasd tap_to_start click_to_play click_to_start similar_games more_games
    popular_games new_games game_over high_score gemau_ar_lein chwarae_nawr gemau_newydd gemau_am_ddim gry_online graj_teraz
    darmowe_gry nowe_gry jocuri_online joaca_acum jocuri_noi jocuri_gratis онлайн_ігри ігри_онлайн грати_зараз нові_ігри
    العاب_اونلاين العب_الان العاب_مجانيه العاب_جديده آن_لائن_گیمز ابھی_کھیلیں مفت_گیمز ਆਨਲਾਈਨ_ਗੇਮਾਂ ਹੁਣੇ_ਖੇਡੋ
    juegos_online jugar_ahora juegos_gratis jeux_en_ligne jouer_maintenant jeux_gratuits online_spiele jetzt_spielen`,
}

export const STRANGER_CHAT: Vocabulary = {
  topic: `chat chats chatting stranger strangers random video_chat webcam camera sgwrs sgwrsio dieithryn dieithriaid czat czaty
    nieznajom* losow* kamer* strain straini aleatoriu camera незнайом* чат випадков* камер* دردشه غرباء غريب عشوايي كاميرا
    چیٹ اجنبی اجنبیوں کیمرہ ਚੈਟ ਅਜਨਬੀ* ਕੈਮਰਾ extrano* desconocid* aleatorio inconnu* fremde* zufall*`,
  doing: `meet talk next skip anonymous* no_registration no_sign_up no_login connect connected interests gender online_now start
    cwrdd nesaf heb_gofrestru poznaj nastepny bez_rejestracji cunoaste urmatorul fara_inregistrare познайом* далі
    без_реєстрації تعرف التالي بدون_تسجيل اگلا بغیر_رجسٹریشن ਅਗਲਾ conoce siguiente sin_registro rencontre suivant
    sans_inscription nachster ohne_anmeldung`,
  only: `talk_to_strangers chat_with_strangers meet_strangers random_chat random_video stranger_chat random_stranger*
    video_chat_with next_stranger meet_new_people start_chatting youre_now_chatting chatting_with_a new_stranger cam_chat
    sgwrsio_â_dieithriaid sgwrsio_gyda_dieithriaid sgwrs_ar_hap dieithryn_nesaf siarad_â_dieithriaid czat_z_nieznajomymi
    rozmawiaj_z_nieznajomymi losowy_czat wideoczat kamerki_czat chat_cu_straini vorbeste_cu_straini chat_aleatoriu
    чат_з_незнайом* спілкуйся_з_незнайом* випадковий_чат відеочат чат_рулетка دردشه_عشواييه دردشه_مع_غرباء تحدث_مع_غرباء
    دردشه_فيديو اجنبیوں_سے_بات اجنبیوں_سے_چیٹ رینڈم_چیٹ ویڈیو_چیٹ ਅਜਨਬੀਆਂ_ਨਾਲ ਰੈਂਡਮ_ਚੈਟ ਵੀਡੀਓ_ਚੈਟ chat_aleatorio
    hablar_con_desconocidos chat_con_desconocidos videochat_aleatorio chat_aleatoire parler_a_des_inconnus
    chat_avec_des_inconnus zufallschat mit_fremden_chatten chatten_mit_fremden`,
}
