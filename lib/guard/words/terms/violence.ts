import type { Vocabulary } from './shape.ts'

/** Real cruelty shown for its own sake: not war in a history lesson, not crime in the news. */
export const VIOLENCE: Vocabulary = {
  topic: `gore blood bloody death deaths corpse* dead body bodies beheading* beheaded execution* murder* torture*
    fight fights stabbing* stabbed shooting* accident* cartel* injur* killed killing* suicide* autops* mutilat* crash*
    gwaed marwolaeth* corff cyrff dienydd* llofrudd* artaith* ymladd* damwain damweiniau anafiadau marw
    krew krwi zwlok* smier* egzekuc* morder* tortur* bojk* bojek wypadk* trup* zabojstw* zabit*
    sange moarte* cadavr* executi* crima crime ucid* torturi tortura batai bataie accident* morti injunghi*
    кров* смерт* труп* страт* вбивств* катуван* бійк* бійок аварі* загибл* тіла
    دماء دم موت جثث جثه اعدام* قتل تعذيب ذبح شجار* حوادث ضرب
    خون موت لاش* قتل تشدد لڑائی لڑائیاں حادث* پھانسی ذبح
    ਖੂਨ ਖ਼ੂਨ ਮੌਤ ਲਾਸ਼* ਕਤਲ ਤਸ਼ੱਦਦ ਲੜਾਈ* ਹਾਦਸ*
    sangre muerte* muerto* cadaver* ejecuc* asesinat* tortura* pelea* decapita*
    sang mort morts cadavre* execution* meurtre* bagarre* decapit* tue
    blut tod tode leiche* hinricht* mord folter* schlagerei* unfall enthaupt*`,
  doing: `graphic uncut uncensored raw footage shocking brutal gruesome disturbing caught_on_camera cctv savage
    knockout* compilation* gory viewer_discretion leaked brutally horrific unblurred unfiltered
    graffig creulon* heb_sensro gwaedlyd arswydus ffilm heb_ei_olygu
    drastyczn* brutaln* bez_cenzury nagran* szokuj* krwaw* nagrania makabr*
    socant* brutal* necenzurat* sangeros* sangeroas* filmat* inregistr* clipuri cumplit*
    шокуюч* шок жорсток* без_цензури кадри кривав* знято відеозапис* моторошн*
    صادم* وحشي* دموي* بدون_رقابه لقطات مقاطع مروع* مسرب*
    خوفناک خونی خونریز بغیر_سنسر وحشیانہ دہشتناک مناظر لیک
    ਖੂਨੀ ਭਿਆਨਕ ਬਿਨਾਂ_ਸੈਂਸਰ ਵਹਿਸ਼ੀ ਦਿਲ_ਦਹਿਲਾ* ਲੀਕ
    impactant* brutal* sin_censura sangrient* grabad* escalofriant*
    choquant* sanglant* non_censure sans_censure atroce*
    schockier* brutale* unzensiert blutig* aufnahmen grausam*`,
  only: `gore_videos gore_video gore_clips gore_pics gore_gallery death_videos death_video real_death real_deaths
    fight_videos beheading_video* execution_video* real_gore graphic_footage uncensored_footage shock_site shock_videos
    faint_hearted faint_of_heart watch_people_die people_dying street_fights street_fight knockout_compilation
    stabbing_video* torture_video* crime_scene_photos autopsy_photos school_fights dead_bodies cartel_execution*
    raw_footage brutal_fights brutal_deaths death_compilation killed_on_camera dies_on_camera fatal_accident_video*
    own_risk_graphic gore_forum deaths_caught caught_on_tape most_brutal real_blood fight_compilation
    fideos_gore marwolaethau_go_iawn marwolaeth_go_iawn fideos_ymladd ymladd_stryd calon_wan fideo_dienyddio
    lluniau_cyrff fideos_marwolaeth damweiniau_angheuol gwaed_go_iawn
    filmy_gore drastyczne_filmy drastyczne_nagrania prawdziwa_smierc prawdziwe_smierci filmy_z_bojek bojki_uliczne
    nagranie_egzekucji mocnych_nerwach nagrania_smierci brutalne_nagrania brutalne_bojki smierc_na_zywo
    zdjecia_zwlok nagrania_z_wypadkow brutalne_filmy
    clipuri_gore moarte_reala morti_reale batai_de_strada bataie_de_strada imagini_socante decapit*
    slabi_de_inima slabi_de_inger videoclipuri_cu_morti executii_filmate filmate_pe_viu moarte_in_direct
    clipuri_socante videoclipuri_socante
    реальна_смерть реальні_смерті відео_смерт* відео_страт* вуличні_бійки шок_відео слабкодухих слабкими_нервами
    жорстоке_відео жорстокі_відео кадри_вбивств* смерть_на_камеру фото_трупів шок_контент
    مقاطع_ذبح فيديو_اعدام مقاطع_اعدام مشاهد_صادمه مقاطع_صادمه موت_حقيقي مقاطع_قتل شجارات_الشوارع قتال_الشوارع
    لضعاف_القلوب ضعاف_القلوب صور_جثث مقاطع_دمويه مقاطع_عنيفه فيديوهات_دمويه مشاهد_دمويه
    اصلی_موت قتل_کی_ویڈیو* موت_کی_ویڈیو* کمزور_دل خونی_ویڈیو* سڑک_کی_لڑائی* لاشوں_کی_تصاویر تشدد_کی_ویڈیو* خونی_مناظر
    پھانسی_کی_ویڈیو* گلیوں_کی_لڑائی*
    ਅਸਲੀ_ਮੌਤ ਕਤਲ_ਦੀ_ਵੀਡੀਓ ਕਤਲ_ਦੀਆਂ_ਵੀਡੀਓ ਮੌਤ_ਦੀਆਂ_ਵੀਡੀਓ ਮੌਤ_ਦੀ_ਵੀਡੀਓ ਕਮਜ਼ੋਰ_ਦਿਲ ਸੜਕੀ_ਲੜਾਈ* ਖੂਨੀ_ਵੀਡੀਓ ਲਾਸ਼ਾਂ_ਦੀਆਂ_ਤਸਵੀਰਾਂ
    videos_gore muertes_reales peleas_callejeras videos_de_muertes ejecucion_en_video no_apto_para
    personas_sensibles muerte_en_camara videos_sangrientos
    videos_gore videos_de_mort mort_en_direct bagarres_de_rue ames_sensibles images_choquantes execution_filmee
    morts_reelles
    gore_videos echte_tode hinrichtungsvideo* schlagereivideo* schwache_nerven schockvideos todesvideos
    strassenkampfe`,
}
