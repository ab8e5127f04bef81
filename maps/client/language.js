// Texts in two languages: a text is a string, or English and Chinese in a list. Only text nodes
// and attributes are written, so nothing in a text can become markup.
window.landbridge = window.landbridge || {};

(function (landbridge) {
  "use strict";

  const ATTRIBUTES = ["aria-label", "title"];
  const LANGUAGES = { en: "en", zh: "zh-CN" };
  landbridge.language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";

  // The text in the language that is shown now.
  landbridge.say = function (text) {
    return Array.isArray(text) ? text[landbridge.language === "zh" ? 1 : 0] : text;
  };

  // Puts values in the place of names in braces, in both languages; values may be texts too.
  landbridge.fill = function (text, values) {
    const filled = [0, 1].map((i) =>
      (Array.isArray(text) ? text[i] : text).replace(/\{(\w+)\}/g, (_, name) =>
        Array.isArray(values[name]) ? values[name][i] : String(values[name])
      )
    );
    return filled;
  };

  function remember(element, suffix, text) {
    const both = Array.isArray(text);
    for (const [i, name] of ["en", "zh"].entries()) {
      if (both) element.setAttribute("data-" + name + suffix, text[i]);
      else element.removeAttribute("data-" + name + suffix);
    }
  }

  // Writes a text that follows the switch.
  landbridge.write = function (element, text) {
    element.textContent = landbridge.say(text);
    remember(element, "", text);
    return element;
  };

  // Writes an attribute, aria-label or title, that follows the switch.
  landbridge.describe = function (element, attribute, text) {
    element.setAttribute(attribute, landbridge.say(text));
    remember(element, "-" + attribute, text);
    return element;
  };

  function rewrite(root) {
    const name = "data-" + landbridge.language;
    root.querySelectorAll("[" + name + "]").forEach((element) => {
      element.textContent = element.getAttribute(name);
    });
    for (const attribute of ATTRIBUTES) {
      root.querySelectorAll("[" + name + "-" + attribute + "]").forEach((element) => {
        element.setAttribute(attribute, element.getAttribute(name + "-" + attribute));
      });
    }
  }

  // Shows the whole page in "en" or "zh"; others may listen for "landbridge:language".
  landbridge.setLanguage = function (language) {
    landbridge.language = language;
    document.documentElement.lang = LANGUAGES[language];
    rewrite(document);
    document.dispatchEvent(new CustomEvent("landbridge:language"));
  };

  landbridge.element = function (tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) landbridge.write(element, text);
    return element;
  };

  landbridge.button = function (text, onClick, parent) {
    const button = landbridge.element("button", "lb-button", text);
    button.type = "button";
    button.addEventListener("click", onClick);
    if (parent) parent.appendChild(button);
    return button;
  };

  // Says something to a screen reader without moving the focus.
  landbridge.announce = function (text) {
    let live = document.getElementById("lb-live");
    if (!live) {
      live = landbridge.element("div", "lb-hidden");
      live.id = "lb-live";
      live.setAttribute("role", "status");
      document.body.appendChild(live);
    }
    live.textContent = landbridge.say(text);
  };
})(window.landbridge);
