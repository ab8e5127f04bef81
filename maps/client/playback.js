// The bar that plays a plan: a clock, a slider over a picture of what is under way, and counts.
// The slider, the buttons and the choice of speed are native, so a keyboard needs nothing of ours.
window.landbridge = window.landbridge || {};

(function (landbridge) {
  "use strict";

  const HOUR = 60;
  const DAY = 24 * HOUR;
  const SPANS = 240;
  const STILL_STEP_MS = 1000;
  const [FROM, TO, ARRIVES, CARGO] = [0, 2, 3, 4];
  const SPEEDS = [6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 4 * DAY];
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  const { element, describe, write, fill, say } = landbridge;
  const isChinese = () => landbridge.language === "zh";

  const WORDS = {
    play: ["▶ Play", "▶ 播放"],
    pause: ["❚❚ Pause", "❚❚ 暂停"],
    hours: ["{n} hours a second", "每秒 {n} 小时"],
    day: ["1 day a second", "每秒 1 天"],
    days: ["{n} days a second", "每秒 {n} 天"],
    now: ["Under way at this moment: {n} departures", "此刻在途：{n} 个班次"],
    moving: ["boxes under way", "箱在途"],
    handled: ["being handled or cleared", "箱在装卸或清关"],
    waiting: ["waiting for a departure", "箱待装运"],
    delivered: ["of {n} delivered (10 t loose = 1)", "箱已交付（共 {n} 箱，散货 10 吨折 1 箱）"],
  };

  const SUMMARY = ["{start} → {end}, {cargo}{more}; arrives {arrives}", "{start} → {end}，{cargo}{more}；{arrives} 到达"];
  const MORE = [" and {n} more loads", "，另 {n} 笔"];

  function whole(number) {
    return Math.round(number).toLocaleString("en-US");
  }

  function partsOf(moment, zone) {
    const options = {
      timeZone: zone, hourCycle: "h23", weekday: "short", year: "numeric", month: isChinese() ? "numeric" : "short",
      day: "numeric", hour: "2-digit", minute: "2-digit",
    };
    const format = new Intl.DateTimeFormat(isChinese() ? "zh-CN" : "en-GB", options);
    return Object.fromEntries(format.formatToParts(moment).map((part) => [part.type, part.value]));
  }

  function dayText(parts) {
    if (isChinese()) return `${parts.year}年${parts.month}月${parts.day}日 ${parts.weekday}`;
    return `${parts.weekday} ${parts.day} ${parts.month} ${parts.year}`;
  }

  function Player(map, data) {
    this.map = map;
    this.motion = landbridge.motion(data);
    this.lines = [];
    for (const entry of landbridge.flowLines) this.lines[entry.flow.number] = entry;
    this.minute = 0;
    this.isPlaying = false;
    this.scene = new landbridge.MotionScene(this.motion, this.lines, {
      still: calm.matches,
      onHover: (vehicle, isOver) => this.hint(vehicle, isOver),
      onPick: (vehicle) => this.pick(vehicle),
    });
    this.build();
  }

  Player.prototype = {
    build: function () {
      const bar = (this.bar = element("section", "lb-play leaflet-control"));
      bar.hidden = true;
      describe(bar, "aria-label", ["Playback of the plan", "方案回放"]);
      const top = element("div", "lb-play-row");
      this.buildButtons(top);
      this.buildClock(top);
      this.buildSpeed(top);
      bar.appendChild(top);
      this.buildSlider(bar);
      this.buildCounts(bar);
      this.map.getContainer().appendChild(bar);
      new ResizeObserver(() => {
        document.body.style.setProperty("--play-height", bar.offsetHeight + 14 + "px");
      }).observe(bar);
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.disableScrollPropagation(bar);
      bar.addEventListener("keydown", (event) => event.stopPropagation());
      document.addEventListener("landbridge:language", () => this.speak());
      this.speak();
    },

    buildButtons: function (parent) {
      this.back = landbridge.button("−1", () => this.jump(-DAY), parent);
      this.play = landbridge.button(WORDS.play, () => this.toggle(), parent);
      this.play.classList.add("lb-play-main");
      this.ahead = landbridge.button("+1", () => this.jump(DAY), parent);
      describe(this.back, "aria-label", ["−1: a day back", "−1：退一天"]);
      describe(this.ahead, "aria-label", ["+1: a day ahead", "+1：进一天"]);
    },

    buildClock: function (parent) {
      const clock = element("div", "lb-clock");
      this.homeClock = element("span", "lb-clock-home");
      this.utcClock = element("strong");
      clock.append(this.utcClock, this.homeClock);
      parent.appendChild(clock);
    },

    buildSpeed: function (parent) {
      this.speed = element("select", "lb-play-speed");
      describe(this.speed, "aria-label", ["Speed", "速度"]);
      for (const minutes of SPEEDS) {
        const days = minutes === DAY ? WORDS.day : fill(WORDS.days, { n: minutes / DAY });
        const text = minutes < DAY ? fill(WORDS.hours, { n: minutes / HOUR }) : days;
        this.speed.appendChild(element("option", "", text));
      }
      this.speed.selectedIndex = 2;
      parent.appendChild(this.speed);
      const close = landbridge.button("✕", () => this.show(false), parent);
      describe(close, "aria-label", ["Close the playback", "关闭回放"]);
    },

    buildSlider: function (parent) {
      const track = element("div", "lb-play-track");
      track.appendChild(this.activityChart());
      this.slider = element("input");
      this.slider.type = "range";
      this.slider.min = 0;
      this.slider.max = this.motion.data.minutes;
      this.slider.step = HOUR;
      describe(this.slider, "aria-label", ["Moment of the plan", "方案时刻"]);
      this.slider.value = 0;
      this.slider.addEventListener("input", () => {
        this.stop();
        this.go(Number(this.slider.value));
        this.announce();
      });
      this.ticks = element("div", "lb-play-ticks");
      this.ticks.setAttribute("aria-hidden", "true");
      track.append(this.slider, this.ticks);
      parent.appendChild(track);
    },

    buildCounts: function (parent) {
      const row = element("div", "lb-play-row lb-play-counts");
      this.counts = {};
      for (const name of ["moving", "handled", "waiting", "delivered"]) {
        const cell = element("span", "lb-count lb-count-" + name);
        const total = whole(this.motion.total);
        this.counts[name] = { label: element("span", "", fill(WORDS[name], { n: total })), value: element("b") };
        cell.append(this.counts[name].value, this.counts[name].label);
        row.appendChild(cell);
      }
      parent.appendChild(row);
      this.now = element("details", "lb-play-now");
      this.nowTitle = element("summary");
      this.nowList = element("ol");
      this.now.append(this.nowTitle, this.nowList);
      this.now.addEventListener("toggle", () => this.listNow());
      parent.appendChild(this.now);
    },

    // Boxes under way over time, stacked by the colours of the lines on which they are.
    activityChart: function () {
      const svg = landbridge.shape("svg", "lb-activity");
      svg.setAttribute("viewBox", `0 0 ${SPANS} 100`);
      svg.setAttribute("preserveAspectRatio", "none");
      svg.setAttribute("aria-hidden", "true");
      const layers = new Map();
      for (const [line, sums] of this.motion.activity(SPANS)) {
        const flow = this.lines[line].flow;
        if (!layers.has(flow.on_light)) layers.set(flow.on_light, { flow: flow, sums: new Array(SPANS).fill(0) });
        sums.forEach((boxes, k) => (layers.get(flow.on_light).sums[k] += boxes));
      }
      const sizeOf = (layer) => layer.sums.reduce((all, boxes) => all + boxes, 0);
      const ordered = [...layers.values()].sort((a, b) => sizeOf(b) - sizeOf(a));
      const most = Math.max(1, ...ordered[0].sums.map((_, k) => ordered.reduce((all, layer) => all + layer.sums[k], 0)));
      const floor = new Array(SPANS).fill(0);
      for (const layer of ordered) {
        const ceiling = floor.map((boxes, k) => boxes + layer.sums[k]);
        const y = (boxes) => (100 - (98 * boxes) / most).toFixed(1);
        const up = ceiling.map((boxes, k) => `L${k} ${y(boxes)}L${k + 1} ${y(boxes)}`).join("");
        const down = floor.map((boxes, k) => `L${k + 1} ${y(boxes)}L${k} ${y(boxes)}`).reverse().join("");
        const path = landbridge.shape("path", "", svg);
        path.setAttribute("d", "M" + up.slice(1) + down + "Z");
        landbridge.lineColours(path, layer.flow);
        layer.sums.forEach((_, k) => (floor[k] = ceiling[k]));
      }
      return svg;
    },

    speak: function () {
      this.drawTicks();
      if (this.map.hasLayer(this.scene)) this.go(this.minute);
    },

    nameButton: function () {
      write(this.play, this.isPlaying ? WORDS.pause : WORDS.play);
    },

    // The first days of months, and of weeks where there is room.
    drawTicks: function () {
      const { start, minutes, home } = this.motion.data;
      this.ticks.replaceChildren();
      const every = minutes / DAY > 35 ? 14 : minutes / DAY > 12 ? 7 : 1;
      for (let minute = (DAY - (start % DAY)) % DAY, k = 0; minute < minutes * 0.97; minute += every * DAY, k++) {
        const parts = partsOf(new Date((start + minute) * 60000), home.zone);
        const text = isChinese() ? `${parts.month}月${parts.day}日` : `${parts.day} ${parts.month}`;
        const tick = element("span", "", text);
        tick.style.left = (100 * minute) / minutes + "%";
        this.ticks.appendChild(tick);
      }
    },

    moment: function (minute) {
      return new Date((this.motion.data.start + minute) * 60000);
    },

    show: function (isOpen) {
      this.bar.hidden = !isOpen;
      document.body.classList.toggle("lb-playing", isOpen);
      this.opener.setAttribute("aria-expanded", String(isOpen));
      this.stop();
      if (isOpen) {
        landbridge.labelGap = 8;
        this.scene.addTo(this.map);
        this.map.closePopup();
        this.go(this.minute);
        this.makeRoom(1);
        this.play.focus({ preventScroll: true });
      } else {
        landbridge.labelGap = 0;
        this.scene.remove();
        this.makeRoom(-1);
        this.opener.focus();
      }
    },

    // What was in the middle of the map stays in the middle of what the bar leaves of it.
    makeRoom: function (sign) {
      if (sign > 0) this.height = this.bar.offsetHeight + 14;
      this.map.panBy([0, (sign * this.height) / 2], { animate: false });
    },

    toggle: function () {
      if (this.isPlaying) {
        this.stop();
        this.announce();
        return;
      }
      if (this.minute >= this.motion.data.minutes) this.go(0);
      this.isPlaying = true;
      this.nameButton();
      this.before = null;
      if (calm.matches) this.timer = setInterval(() => this.tick(STILL_STEP_MS), STILL_STEP_MS);
      else requestAnimationFrame((now) => this.frame(now));
    },

    stop: function () {
      clearInterval(this.timer);
      this.isPlaying = false;
      this.nameButton();
    },

    frame: function (now) {
      if (!this.isPlaying) return;
      if (this.before !== null) this.tick(Math.min(250, now - this.before));
      this.before = now;
      requestAnimationFrame((next) => this.frame(next));
    },

    tick: function (milliseconds) {
      const ahead = (SPEEDS[this.speed.selectedIndex] * milliseconds) / 1000;
      this.go(this.minute + ahead);
      if (this.minute >= this.motion.data.minutes) {
        this.stop();
        this.announce();
      }
    },

    jump: function (minutes) {
      this.stop();
      this.go(this.minute + minutes);
      this.announce();
    },

    go: function (minute) {
      this.minute = Math.min(this.motion.data.minutes, Math.max(0, minute));
      this.slider.value = this.minute;
      this.scene.show(this.minute);
      this.tell();
    },

    tell: function () {
      const { minute, motion } = this;
      const moment = this.moment(minute);
      const [utc, home] = [partsOf(moment, "UTC"), partsOf(moment, motion.data.home.zone)];
      const day = home.day === utc.day ? "" : " " + (isChinese() ? `${home.month}月${home.day}日` : `${home.weekday} ${home.day} ${home.month}`);
      this.utcClock.textContent = `${dayText(utc)} ${utc.hour}:${utc.minute} UTC`;
      this.homeClock.textContent = `${say(motion.data.home.name)} ${home.hour}:${home.minute}${day}`;
      const moving = this.scene.moving.reduce((all, vehicle) => all + vehicle.boxes, 0);
      let [standing, waiting] = [0, 0];
      for (const stay of motion.data.stays) {
        const [all, idle] = motion.standing(stay, minute);
        standing += all;
        waiting += idle;
      }
      const figures = { moving: moving, handled: standing - waiting, waiting: waiting, delivered: motion.totals(minute)[1] };
      for (const [name, boxes] of Object.entries(figures)) this.counts[name].value.textContent = whole(boxes);
      write(this.nowTitle, fill(WORDS.now, { n: this.scene.moving.length }));
      this.slider.setAttribute("aria-valuetext", this.utcClock.textContent);
      if (this.now.open) this.listNow();
    },

    announce: function () {
      const moving = this.counts.moving;
      const count = `${moving.value.textContent} ${moving.label.textContent}`;
      landbridge.announce(`${this.utcClock.textContent}. ${count}`);
    },

    // The same vehicles as buttons: the way in for a keyboard or a screen reader.
    listNow: function () {
      if (!this.scene.moving) return;
      const known = this.scene.moving.map((vehicle) => vehicle.vehicle).join();
      const key = known + landbridge.language;
      if (this.listed === key || !this.now.open) return;
      this.listed = key;
      this.nowList.replaceChildren();
      for (const vehicle of this.scene.moving) {
        const item = element("li");
        const text = fill(["{name}: {rest}", "{name}：{rest}"], { name: this.nameOf(vehicle), rest: this.summaryOf(vehicle) });
        landbridge.button(text, () => {
          this.stop();
          this.pick(vehicle);
        }, item);
        this.nowList.appendChild(item);
      }
    },

    nameOf: function (vehicle) {
      return landbridge.legs[vehicle.loads[0]].service;
    },

    summaryOf: function (vehicle) {
      const factOf = (load, number) => landbridge.legs[load].facts[number][1];
      const first = vehicle.loads[0];
      const more = vehicle.loads.length > 1 ? MORE : ["", ""];
      return fill(SUMMARY, {
        start: factOf(first, FROM), end: factOf(first, TO), cargo: factOf(first, CARGO), arrives: factOf(first, ARRIVES),
        more: fill(more, { n: vehicle.loads.length - 1 }),
      });
    },

    placeOf: function (vehicle) {
      const point = landbridge.motionPoint(this.lines[vehicle.line].line._rings || [], vehicle.along);
      return point ? this.map.layerPointToLatLng(point) : this.lines[vehicle.line].hit.getCenter();
    },

    hint: function (vehicle, isOver) {
      if (this.tip) this.tip.remove();
      if (!isOver) return;
      const card = { title: this.nameOf(vehicle), summary: this.summaryOf(vehicle) };
      const options = { className: "lb-tooltip", direction: "top", offset: [0, -8] };
      this.tip = L.tooltip(options).setLatLng(this.placeOf(vehicle)).setContent(landbridge.tooltip(card));
      this.tip.addTo(this.map);
    },

    pick: function (vehicle) {
      this.stop();
      if (this.tip) this.tip.remove();
      const card = {
        title: this.nameOf(vehicle), facts: [], legs: vehicle.loads, legs_title: ["Our cargo aboard", "本方案货载"],
      };
      L.popup({ maxWidth: 430, minWidth: 300, maxHeight: 320 })
        .setLatLng(this.placeOf(vehicle)).setContent(landbridge.popup(card)).openOn(this.map);
    },
  };

  landbridge.setUpPlayback = function (map, data) {
    const player = (landbridge.player = new Player(map, data));
    const group = element("div", "lb-buttons");
    const open = ["▶ Play the plan in time", "▶ 按时间回放方案"];
    player.opener = landbridge.button(open, () => player.show(player.bar.hidden), group);
    player.opener.classList.add("lb-play-open");
    player.opener.setAttribute("aria-expanded", "false");
    document.getElementById("lb-tools").appendChild(group);
  };
})(window.landbridge);
