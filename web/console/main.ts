import './one-time-token';
import { createApp } from 'vue';
import '../shared/theme.css';
import './console.css';
import { i18n } from './words/i18n';
import { router } from './router';
import ConsoleApp from './shell/ConsoleApp.vue';

createApp(ConsoleApp).use(i18n).use(router).mount('#app');
