import type { Vocabulary } from './shape.ts'

/** What praises or urges it. A page that helps is told by its own words and stays open. */
export const SELF_HARM: Vocabulary = {
  topic: `suicid* self_harm selfharm cutting anorexi* bulimi* eating_disorder ana mia starv* fasting purg* binge* skinny
    thin calories calorie weight die dying depressed thinness
    hunanladdiad hunan_niwed anorecs* bwlimi* newynu llwgu calori* calorïau pwysau tenau torri marw
    samoboj* anoreks* bulimi* glodow* glodz* ciecie tne kalorii kalorie waga wagi schudn* chuda chude chudosc
    sinucid* anorexi* bulimi* infomet* foame calorii greutat* slaba slabe taiat
    суїцид* самогуб* анорекс* булімі* голоду* голодув* калорі* вага ваги худа худі худою поріз*
    انتحار* ايذاء_النفس فقدان_الشهيه تجويع جوع سعرات وزن نحافه نحيف* جروح
    خودکشی خود_اذیتی بھوک بھوکا بھوکی فاقہ فاقے کیلوریز وزن دبلی دبلا پتلی
    ਖੁਦਕੁਸ਼ੀ ਖ਼ੁਦਕੁਸ਼ੀ ਆਤਮਹੱਤਿਆ ਭੁੱਖ ਭੁੱਖੇ ਭੁੱਖੀ ਕੈਲੋਰੀ* ਭਾਰ ਪਤਲੀ ਪਤਲਾ ਪਤਲੇ
    suicid* bulimi* cortarme cortarse hambre ayuno* calorias peso delgad* flaca*
    boulimi* scarification* affam* mourir maigre* maigrir poids
    suizid* selbstmord* selbstverletz* ritzen magersucht* bulimie hungern kalorien gewicht dunn`,
  doing: `thinspiration restrict restricting ugw gw cw hw low_cal bones collarbone* thigh_gap ribs worthless hate_myself
    want_to_die end_it goodbye scars motivation no_food water_fast goal_weight disgusting disappear perfection fat
    hide hiding secret_from numb control deserve
    esgyrn cuddio diwerth casau_fy_hun eisiau_marw creithiau ysgogiad nod_pwysau diflannu tew perffeithrwydd
    kosci* cel_wagi ukry* motywacj* bezwartosciow* nienawidze_siebie chce_umrzec blizn* gruba zniknac perfekcj*
    oase oasele greutate_tinta ascund* motivati* fara_valoare ma_urasc vreau_sa_mor cicatric* grasa dispar perfectiun*
    кістк* мета_ваги бажана_вага прихов* мотиваці* нікчемн* ненавиджу_себе хочу_померти шрам* товста зникнути
    عظام اخفاء تحفيز عديم_القيمه عديمه_القيمه اكره_نفسي اريد_ان_اموت ندوب سمينه الكمال
    ہڈیاں چھپانا چھپائیں چھپاؤ بیکار خود_سے_نفرت مرنا_چاہتا مرنا_چاہتی نشانات موٹی
    ਹੱਡੀਆਂ ਲੁਕਾ* ਬੇਕਾਰ ਮਰਨਾ_ਚਾਹੁੰਦ* ਦਾਗ਼ ਮੋਟੀ ਨਫ਼ਰਤ
    huesos meta_de_peso ocultar motivacion inutil me_odio quiero_morir cicatrices princesas gorda
    objectif_poids cacher me_deteste envie_de_mourir cicatrices grosse os
    knochen zielgewicht verstecken wertlos hasse_mich will_sterben narben verheimlich* fett`,
  only: `thinspo* proana pro_ana promia pro_mia meanspo bonespo sweetspo edtwt shtwt ana_tips ana_buddy ana_buddies mia_tips
    ana_coach tastes_as_good thin_commandments ana_creed ultimate_goal_weight abc_diet suicide_method* painless_suicide
    suicide_pact suicide_partner ways_to_die hide_it_from hide_from_your_parents hide_your_scars hide_your_cuts hiding_cuts
    how_to_starve ana_diet ana_rules beautiful_bones starve_yourself skip_meals skipping_meals ana_girls stay_thin
    sui_ideation catch_the_bus ctb anamia ana_mia thinspiration fear_food starving_tips purging_tips empty_stomach
    kill_yourself no_reason_to_live ready_to_go_forever die_together
    awgrymiadau_ana rheolau_ana dulliau_hunanladdiad cuddio_rhag cuddio_creithiau cuddio_dy_greithiau sut_i_lwgu
    deiet_ana partner_hunanladdiad llwga_dy_hun newynu_dy_hun ffyrdd_o_farw
    thinspiracj* dieta_ana dieta_any porady_any porady_ana pamietnik_any sposoby_na_samobojstwo jak_sie_glodzic
    przykazania_any ukryc_przed_rodzicami ukryj_przed_rodzicami partner_do_samobojstwa ukryj_blizny ukryc_blizny
    glodz_sie metody_samobojcze motylki wspolne_samobojstwo zasady_any
    thinspiratie sfaturi_ana prietena_ana regulile_ana cum_sa_te_infometezi metode_de_sinucidere ascunde_de_parinti
    ascunzi_de_parinti poruncile_anei dieta_ana partener_de_sinucidere ascunde_cicatricile infometeaza_te
    про_ана проана тінспо поради_ани дієта_ани заповіді_ани правила_ани способи_самогубства методи_самогубства
    приховати_від_батьків приховуй_від_батьків партнер_для_самогубства як_голодувати приховати_шрами типова_ана
    طرق_الانتحار طريقه_للانتحار نصايح_انا برو_انا تجويع_النفس جوعي_نفسك اخفاء_الجروح اخفاء_الندوب عن_والديك
    عن_اهلك شريك_انتحار شريك_للانتحار الوزن_المستهدف وصايا_انا حميه_انا
    خودکشی_کے_طریقے خودکشی_کا_طریقہ پرو_اینا اینا_ٹپس والدین_سے_چھپا* والدین_سے_چھپائیں بھوکا_رہنے* بھوکے_رہنے* زخم_چھپا* خودکشی_کا_ساتھی
    مرنے_کے_طریقے
    ਖੁਦਕੁਸ਼ੀ_ਦੇ_ਤਰੀਕੇ ਖ਼ੁਦਕੁਸ਼ੀ_ਦੇ_ਤਰੀਕੇ ਪ੍ਰੋ_ਐਨਾ ਐਨਾ_ਟਿਪਸ ਮਾਪਿਆਂ_ਤੋਂ_ਲੁਕਾ* ਭੁੱਖੇ_ਰਹਿਣ* ਜ਼ਖ਼ਮ_ਲੁਕਾ* ਮਰਨ_ਦੇ_ਤਰੀਕੇ
    tips_ana ana_y_mia mandamientos_de_ana reglas_de_ana metodos_de_suicidio ocultar_a_tus_padres carrera_de_kilos
    ocultar_cicatrices companero_de_suicidio
    conseils_ana regles_d_ana regles_ana regime_ana methodes_de_suicide cacher_a_ses_parents cacher_a_tes_parents
    commandements_d_ana pacte_de_suicide
    ana_tipps ana_regeln anas_brief ana_gebote selbstmordmethoden suizidmethoden vor_den_eltern twin_gesucht ana_twin
    suizidpartner ana_diat`,
}
