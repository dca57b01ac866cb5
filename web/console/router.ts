import { createRouter, createWebHistory } from 'vue-router';
// Before the router remembers the address, in whatever order the parts of the console are fetched.
import './one-time-token';

/** Every page is fetched when it is first opened. `menu`: to which entry of the menu it belongs, when it is not one itself. */
export const router = createRouter({
  history: createWebHistory('/console/'),
  routes: [
    { path: '/', name: 'today', component: () => import('./pages/TodayPage.vue') },
    { path: '/rota/:month?', name: 'rota', component: () => import('./pages/RotaPage.vue') },
    { path: '/activities/:month?', name: 'activities', component: () => import('./pages/ActivitiesPage.vue') },
    {
      path: '/activity/:id',
      name: 'activity',
      component: () => import('./pages/ActivityPage.vue'),
      meta: { menu: 'activities' },
    },
    { path: '/poster/:id', name: 'poster', component: () => import('./pages/PosterPage.vue'), meta: { bare: true } },
    { path: '/people', name: 'people', component: () => import('./pages/PeoplePage.vue') },
    { path: '/codes', name: 'codes', component: () => import('./pages/CodesPage.vue'), meta: { menu: 'people' } },
    { path: '/messages', name: 'messages', component: () => import('./pages/MessagesPage.vue') },
    {
      path: '/notices',
      name: 'notices',
      component: () => import('./pages/NoticesPage.vue'),
      meta: { menu: 'messages' },
    },
    { path: '/audit', name: 'audit', component: () => import('./pages/AuditPage.vue') },
    { path: '/settings/:part?', name: 'settings', component: () => import('./pages/SettingsPage.vue') },
    { path: '/help/:part?', name: 'help', component: () => import('./pages/HelpPage.vue') },
    { path: '/card/:who', name: 'card', component: () => import('./pages/CardPage.vue'), meta: { bare: true } },
    { path: '/wall', name: 'wall', component: () => import('./pages/WallPage.vue'), meta: { bare: true } },
    { path: '/sign-in', redirect: '/' },
    { path: '/:rest(.*)', redirect: '/' },
  ],
});
