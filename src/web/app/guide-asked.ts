/** Said on the window when somebody asks for the guide from a menu. */
export const guideAsked = 'lingxian:guide';
